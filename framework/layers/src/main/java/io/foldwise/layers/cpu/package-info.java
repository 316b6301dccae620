/**
 * What CPU kernels are made of: memory outside the heap, matrix products, loops that vectorize, batches without padding.
 * Needs the natives of OpenBLAS, so only kernels for the CPU may touch it.
 */
package io.foldwise.layers.cpu;
