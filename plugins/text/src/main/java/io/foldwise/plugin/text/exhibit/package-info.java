/** What texts look like on the page of a run. */
package io.foldwise.plugin.text.exhibit;
