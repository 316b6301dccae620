/** Noise on the way through the network, reproducible from the seed and the iteration alone. */
package io.foldwise.layers.dropout;
