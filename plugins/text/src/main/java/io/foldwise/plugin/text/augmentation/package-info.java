/** Random changes of texts before they are trained on. */
package io.foldwise.plugin.text.augmentation;
