/** What signals look like on the page of a run. */
package io.foldwise.plugin.signal.exhibit;
