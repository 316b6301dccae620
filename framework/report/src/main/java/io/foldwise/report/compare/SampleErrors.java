package io.foldwise.report.compare;

import io.foldwise.engine.store.Csv;
import io.foldwise.report.compare.Comparison.Contrast;
import io.foldwise.report.compare.Comparison.ScoredSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The scores of single samples in all runs by one metric.
 *
 * @param values {@code [runs][samples]}
 */
record SampleErrors(List<String> ids, String metric, boolean higherIsBetter, double[][] values) {

    private static final int WORST = 20;
    private static final int MOST_CONTRAST = 10;
    private static final int MOST_CONTRASTED_RUNS = 8;

    /** Empty if the metric does not say something of every sample in every run. */
    static Optional<SampleErrors> of(CommonSamples samples, String metric, boolean higherIsBetter) {
        double[][] values = IntStream.range(0, samples.tables().size())
                .mapToObj(run -> samples.values(run, metric))
                .toArray(double[][]::new);
        boolean whole = Arrays.stream(values).flatMapToDouble(Arrays::stream).noneMatch(Double::isNaN);
        return whole ? Optional.of(new SampleErrors(samples.ids(), metric, higherIsBetter, values)) : Optional.empty();
    }

    /** A row for each sample, a column for each run. */
    List<String> lines(List<String> labels) {
        List<String> lines = new ArrayList<>();
        lines.add(Csv.line(Stream.concat(Stream.of("id"), labels.stream()).toList()));
        for (int sample = 0; sample < ids.size(); sample++) {
            ScoredSample row = scored(sample);
            lines.add(Csv.line(
                    Stream.concat(Stream.of(row.id()), row.scores().stream().map(String::valueOf))
                            .toList()));
        }
        return lines;
    }

    /** The samples that all runs together are worst on, the worst first. */
    List<ScoredSample> worst() {
        double[] means = new double[ids.size()];
        for (double[] run : values) {
            Arrays.setAll(means, sample -> means[sample] + run[sample] / values.length);
        }
        return ordered(means).limit(WORST).map(this::scored).toList();
    }

    /** Samples by a number of theirs, the worst first. */
    private Stream<Integer> ordered(double[] numbers) {
        double sign = higherIsBetter ? 1 : -1;
        return IntStream.range(0, numbers.length)
                .boxed()
                .sorted(Comparator.comparingDouble(sample -> sign * numbers[sample]));
    }

    private ScoredSample scored(int sample) {
        return new ScoredSample(
                ids.get(sample), Arrays.stream(values).map(run -> run[sample]).toList());
    }

    /** Each run but the first, and the first. */
    List<Contrast> contrasts() {
        return IntStream.range(1, Math.min(values.length, MOST_CONTRASTED_RUNS + 1))
                .mapToObj(this::contrast)
                .toList();
    }

    private Contrast contrast(int run) {
        double sign = higherIsBetter ? 1 : -1;
        double[] gains = new double[ids.size()];
        Arrays.setAll(gains, sample -> sign * (values[run][sample] - values[0][sample]));
        return new Contrast(
                run,
                largest(gains),
                largest(Arrays.stream(gains).map(gain -> -gain).toArray()));
    }

    private List<ScoredSample> largest(double[] gains) {
        return IntStream.range(0, gains.length)
                .filter(sample -> gains[sample] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(sample -> -gains[sample]))
                .limit(MOST_CONTRAST)
                .map(this::scored)
                .toList();
    }
}
