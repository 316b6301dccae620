/**
 * Random changes of training images. What moves pixels moves those of masks, {@code [height, width, classes]}, with them; what
 * changes values leaves targets alone. Rows of numbers, such as labels, stay as they are, but whether a mask has any pixel follows
 * the mask.
 */
package io.foldwise.plugin.image.augmentation;
