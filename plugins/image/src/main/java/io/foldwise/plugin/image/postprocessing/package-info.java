/**
 * What is done with predicted masks once training is over: thresholds, rules that empty masks, components. Rules are searched in one
 * pass over samples, for which a few counts of each are enough; what is gained is the mean Dice over images.
 */
package io.foldwise.plugin.image.postprocessing;
