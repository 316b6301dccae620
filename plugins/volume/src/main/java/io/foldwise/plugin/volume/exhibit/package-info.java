/** What volumes look like on the page of a run and in previews. */
package io.foldwise.plugin.volume.exhibit;
