/** Pixels of images in DICOM files, as brightness or colours. Knows nothing of samples and datasets. */
package io.foldwise.plugin.image.dicom;
