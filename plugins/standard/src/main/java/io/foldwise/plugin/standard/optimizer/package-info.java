/**
 * The optimizers that ND4J has, under their usual names. Each only carries parameters to ND4J's own updater, where formulas
 * and state live; some of those updaters are mended on the way.
 *
 * <p>Where a schedule gives a learning rate of exactly 0, ND4J's Adam, AdaMax, AMSGrad and AdaBelief step by their epsilon
 * instead of standing still.
 */
package io.foldwise.plugin.standard.optimizer;
