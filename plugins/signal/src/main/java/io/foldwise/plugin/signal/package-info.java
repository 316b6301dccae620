/** Signals: the names of this plugin's components. */
package io.foldwise.plugin.signal;
