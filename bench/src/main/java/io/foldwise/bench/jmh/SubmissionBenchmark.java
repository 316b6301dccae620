package io.foldwise.bench.jmh;

import io.foldwise.plugin.text.submission.Round1Submission;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.ensemble.SubmissionFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The submission of 3,000 reports: its lines, and their check. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SubmissionBenchmark {

    private SubmissionFormat format;
    private Predictions predictions;
    private List<String> lines;

    @Setup
    public void predict(Reports reports) {
        format = new Round1Submission(new Round1Submission.Params(1e-4), (LabelSchema)
                reports.labelled().task().first());
        predictions = reports.predictions();
        lines = format.lines(predictions);
    }

    @Benchmark
    public List<String> lines() {
        return format.lines(predictions);
    }

    @Benchmark
    public List<String> problems() {
        return format.problems(lines, predictions.ids());
    }
}
