/**
 * Losses as functions of logits: of yes-or-no cells, of classes (softmax) and of quantities. Every one is written in plain loops over {@code double} and keeps
 * its value and its gradient finite at any finite logit; every gradient is the exact derivative of the returned value.
 * Soft targets, anywhere in [0, 1], are legal throughout. A loss refuses heads that it would misunderstand.
 *
 * <p>Symbols: {@code z} a logit, {@code t} its target, {@code p = sigmoid(z)}; a <em>cell</em> is one label of one
 * sample, or one pixel of its mask.
 */
package io.foldwise.plugin.standard.loss;
