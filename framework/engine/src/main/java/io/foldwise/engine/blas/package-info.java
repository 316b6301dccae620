/**
 * Which kernels OpenBLAS multiplies matrices with, its <em>core type</em>: what it takes by itself, what suits the processor
 * better, and whether the kernels compute right. Knows nothing of experiments and runs.
 */
package io.foldwise.engine.blas;
