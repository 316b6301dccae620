/**
 * Deeplearning4j layers of our own, exact with masks and fast on the CPU, and {@link io.foldwise.layers.Network}, the
 * short way to build a graph from them. One package per kind of layer; {@code kernel} says how a layer is declared,
 * {@code cpu} holds what fast kernels are made of.
 */
package io.foldwise.layers;
