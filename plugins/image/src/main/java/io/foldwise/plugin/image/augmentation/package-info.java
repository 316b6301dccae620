/**
 * Random changes of training images. What moves pixels moves those of masks, {@code [height, width, classes]}, with them; what
 * changes values leaves targets alone. Rows of numbers, such as labels, stay as they are.
 */
package io.foldwise.plugin.image.augmentation;
