package io.foldwise.bench.jmh;

import io.foldwise.plugin.standard.metric.LogLoss;
import io.foldwise.plugin.standard.metric.MacroAuc;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.validation.RowMetric;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Metrics of 10,000 predictions with 17 labels each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class MetricBenchmark {

    private LabelSchema labels;
    private RowMetric logLoss;
    private RowMetric macroAuc;
    private float[][] targets;
    private float[][] probabilities;

    @Setup
    public void predict(Reports reports) {
        labels = (LabelSchema) reports.labelled().task().first();
        logLoss = new LogLoss(new LogLoss.Params(1e-15), labels);
        macroAuc = new MacroAuc(labels);
        targets = reports.targets();
        probabilities = reports.probabilities();
    }

    @Benchmark
    public double logLoss() {
        return logLoss.value(labels, targets, probabilities);
    }

    @Benchmark
    public double macroAuc() {
        return macroAuc.value(labels, targets, probabilities);
    }
}
