/** Synthetic images and masks: an answer that is no row of numbers, from the reader to the metric. */
package io.foldwise.plugin.example.mask;
