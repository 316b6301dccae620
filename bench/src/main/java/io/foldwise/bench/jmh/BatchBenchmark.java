package io.foldwise.bench.jmh;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Building one batch of 128 reports, as training does in the background. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class BatchBenchmark {

    private static final int BATCH = 128;

    private Dataset data;
    private int[] mixed;
    private int[] similar;

    @Setup
    public void choose(Reports reports) {
        data = reports.labelled();
        mixed = IntStream.range(0, BATCH).toArray();
        similar = IntStream.range(0, data.size())
                .boxed()
                .sorted(Comparator.comparingInt(data::length))
                .mapToInt(Integer::intValue)
                .skip(data.size() / 2)
                .limit(BATCH)
                .toArray();
    }

    @Benchmark
    public void mixedLengths(Blackhole sink) {
        build(mixed, sink);
    }

    @Benchmark
    public void similarLengths(Blackhole sink) {
        build(similar, sink);
    }

    private void build(int[] rows, Blackhole sink) {
        Features features = data.features(rows);
        INDArray targets =
                Nd4j.createFromArray(Arrays.stream(rows).mapToObj(data::targets).toArray(float[][]::new));
        sink.consume(features);
        sink.consume(targets);
    }
}
