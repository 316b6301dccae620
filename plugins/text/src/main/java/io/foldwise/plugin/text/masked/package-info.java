/**
 * Masked tokens (Devlin et al. 2018): a network that is to guess words which were taken out of a text learns of texts that nobody has
 * labelled. Reader, head, loss, metric and augmentation of that task; the models of {@link io.foldwise.plugin.text.model} answer it.
 */
package io.foldwise.plugin.text.masked;
