/** Masks of volumes: what is asked of each voxel. */
package io.foldwise.plugin.volume.mask;
