/** Random changes of training batches. Pictures are {@code [batch, height, width, channels]}. */
package io.foldwise.plugin.standard.augmentation;
