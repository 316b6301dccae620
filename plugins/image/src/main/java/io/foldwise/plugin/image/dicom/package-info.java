/**
 * Images in DICOM files: what of the standard (PS3.5, PS3.10) images of one frame need. Knows nothing of samples and datasets.
 */
package io.foldwise.plugin.image.dicom;
