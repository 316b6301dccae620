/** Datasets of volumes, and parts of them. */
package io.foldwise.plugin.volume.data;
