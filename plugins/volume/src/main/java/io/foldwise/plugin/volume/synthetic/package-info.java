/** Drawn volumes that resemble computed tomography of the chest, with nodules. */
package io.foldwise.plugin.volume.synthetic;
