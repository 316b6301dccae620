/** Files that contests of signals ask for. */
package io.foldwise.plugin.signal.submission;
