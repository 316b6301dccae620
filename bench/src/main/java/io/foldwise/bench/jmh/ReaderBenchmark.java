package io.foldwise.bench.jmh;

import io.foldwise.spi.data.Dataset;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Reading 10,000 labelled reports and 3,000 others from their files. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ReaderBenchmark {

    @Benchmark
    public Dataset readBothFiles(Reports reports) {
        return reports.reader().train();
    }
}
