/** Random changes of training batches. Images are {@code [batch, height, width, channels]}. */
package io.foldwise.plugin.standard.augmentation;
