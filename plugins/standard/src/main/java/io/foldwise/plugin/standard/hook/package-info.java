/**
 * Hooks: what takes part in training beyond loss, sampler, optimizer and schedule. Averages of weights ({@code ema}, {@code
 * swa}, {@code lookahead}), further gradients ({@code adversarial}, {@code mean-teacher}), mixed batches ({@code mixup}), and
 * what optimizers leave to others ({@code gradient-clipping}, {@code weight-decay}, {@code layer-rates}).
 */
package io.foldwise.plugin.standard.hook;
