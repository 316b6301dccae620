/** How samples go through a network to be predicted. Images are {@code [batch, height, width, channels]}. */
package io.foldwise.plugin.standard.inference;
