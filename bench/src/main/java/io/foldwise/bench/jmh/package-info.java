/** JMH benchmarks; {@code bench/jmh} runs them. */
package io.foldwise.bench.jmh;
