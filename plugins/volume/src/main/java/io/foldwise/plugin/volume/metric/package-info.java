/** How well nodules are found. */
package io.foldwise.plugin.volume.metric;
