/**
 * The optimizers that ND4J has, under their usual names. Each only carries parameters to ND4J's own updater; formulas and
 * state live there.
 */
package io.foldwise.plugin.standard.optimizer;
