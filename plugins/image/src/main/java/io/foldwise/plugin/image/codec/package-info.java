/** Masks as run-length code: text of numbers, as contests ask for it. */
package io.foldwise.plugin.image.codec;
