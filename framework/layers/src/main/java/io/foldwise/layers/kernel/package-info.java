/**
 * How a layer of our own is declared (parameters, shapes, kernels) and run inside a Deeplearning4j network. Knows no
 * particular layer, and nothing of how a kernel computes.
 */
package io.foldwise.layers.kernel;
