/**
 * Volumes in files: MetaImage and NIfTI. What a file says is checked before memory is taken for it. Knows nothing of samples and
 * datasets.
 */
package io.foldwise.plugin.volume.file;
