/** Scans from files, with nodules from tables. */
package io.foldwise.plugin.volume.ct;
