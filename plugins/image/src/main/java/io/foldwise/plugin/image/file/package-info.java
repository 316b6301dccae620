/** Files of images, whatever their format. Knows nothing of samples and datasets. */
package io.foldwise.plugin.image.file;
