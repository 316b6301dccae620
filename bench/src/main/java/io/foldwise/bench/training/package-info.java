/** Programs that train the models of experiment files, for {@code bench/side-by-side} and {@code bench/gpu-smoke}. */
package io.foldwise.bench.training;
