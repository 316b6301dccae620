/** Boxes: what is found in a volume, and where. */
package io.foldwise.plugin.volume.box;
