/**
 * Samplers. Two of them make batches of an epoch's rows: {@code shuffled} and {@code length-bucketed}. The others choose
 * the rows of an epoch, leaving some out or taking some several times, and hand them to a nested sampler, so that any
 * choice goes with any way of batching, and choices nest:
 *
 * <pre>{@code
 * sampler { type = sliding-share, from = 0.8, to = 0.4, batches { type = length-bucketed, batch = 64 } }
 * }</pre>
 *
 * Every sampler is a pure function of the epoch: it keeps no state between epochs.
 */
package io.foldwise.plugin.standard.sampler;
