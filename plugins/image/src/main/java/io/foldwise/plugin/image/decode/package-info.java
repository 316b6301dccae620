/** From files to numbers: formats of images, and images in another size. Knows no sample, no task and no dataset. */
package io.foldwise.plugin.image.decode;
