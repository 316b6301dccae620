/** How nodules are handed in. */
package io.foldwise.plugin.volume.submission;
