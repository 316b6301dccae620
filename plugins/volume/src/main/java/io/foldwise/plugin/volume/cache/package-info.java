/** Prepared volumes on disk, of which parts are read. Knows nothing of samples. */
package io.foldwise.plugin.volume.cache;
