/**
 * Images in DICOM files: what of the standard (PS3.5, PS3.10) images of one frame need. Gives values as they are stored, and what the
 * file says of them.
 */
package io.foldwise.toolkit.dicom;
