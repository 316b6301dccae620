/** Measurements: training speed on its own, agreement of kernels, and JMH benchmarks of what surrounds training. */
package io.foldwise.bench;
