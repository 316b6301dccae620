/**
 * From a scan to what networks read: voxels of a millimetre, upright, the lungs found, the rest hidden. After Liao, Liang, Li, Hu and
 * Song 2019, "Evaluate the malignancy of pulmonary nodules using the 3D deep leaky noisy-or network". Knows nothing of samples.
 */
package io.foldwise.plugin.volume.prepare;
