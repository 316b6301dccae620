/** Masks: what is asked of every pixel. */
package io.foldwise.plugin.image.mask;
