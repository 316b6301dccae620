package io.foldwise.report.page;

import io.foldwise.engine.store.TaskRecord.Asked;
import io.foldwise.engine.store.TaskRecord.Meaning;
import io.foldwise.engine.store.TaskRecord.Measured;
import io.foldwise.report.reading.HeadTable;
import io.foldwise.report.reading.SampleTable;
import io.foldwise.report.statistics.Binary;
import io.foldwise.report.words.Words;
import io.foldwise.spi.data.Classes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The samples that a head predicted worst, out of fold.
 *
 * @param measure what {@link Sample#error} is, in words
 */
record WorstSamples(Asked head, String measure, List<Sample> samples) {

    private static final double SMALL = 1e-7;
    private static final int MOST_COLUMNS = 4;
    private static final double MOST_UNKNOWN = 0.5;

    /** @param why what was wrong about it */
    record Sample(String id, int fold, double error, String why) {}

    /** Of a head; empty where nothing is known of single samples. */
    static Optional<WorstSamples> of(RunFacts facts, Asked head, int most) {
        HeadTable table = facts.tables().get(head.name());
        if (table != null && head.meaning() == Meaning.LABELS) {
            return Optional.of(rows(table, "mean log loss", most, WorstSamples::labelLoss, WorstSamples::wrongLabels));
        }
        if (table != null && head.meaning() == Meaning.CLASSES) {
            return Optional.of(rows(table, "log loss", most, WorstSamples::classLoss, WorstSamples::wrongClass));
        }
        if (table != null && head.meaning() == Meaning.QUANTITIES) {
            double[] scales = scales(table);
            return Optional.of(rows(
                    table,
                    "largest error, in standard deviations",
                    most,
                    (truth, said) -> distance(truth, said, scales),
                    (names, truth, said) -> wrongQuantities(names, truth, said, scales)));
        }
        return facts.samples()
                .flatMap(samples -> facts.metrics(head).stream()
                        .flatMap(metric -> byMetric(head, metric, samples, most).stream())
                        .findFirst());
    }

    private interface Error {
        double of(float[] truth, float[] said);
    }

    private interface Reason {
        String of(List<String> columns, float[] truth, float[] said);
    }

    private static WorstSamples rows(HeadTable table, String measure, int most, Error error, Reason reason) {
        double[] errors = IntStream.range(0, table.samples())
                .mapToDouble(sample -> error.of(table.truth()[sample], table.predictions()[sample]))
                .toArray();
        List<Sample> worst = IntStream.range(0, errors.length)
                .filter(sample -> !Double.isNaN(errors[sample]))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer sample) -> -errors[sample]))
                .limit(most)
                .map(sample -> new Sample(
                        table.ids().get(sample),
                        table.folds()[sample],
                        errors[sample],
                        reason.of(table.head().columns(), table.truth()[sample], table.predictions()[sample])))
                .toList();
        return new WorstSamples(table.head(), measure, worst);
    }

    private static double logLoss(float truth, float said) {
        double p = Math.max(SMALL, Math.min(1 - SMALL, said));
        return -truth * Math.log(p) - (1 - truth) * Math.log(1 - p);
    }

    private static double labelLoss(float[] truth, float[] said) {
        return IntStream.range(0, truth.length)
                .mapToDouble(column -> logLoss(truth[column], said[column]))
                .average()
                .orElse(Double.NaN);
    }

    private static double classLoss(float[] truth, float[] said) {
        return -IntStream.range(0, truth.length)
                .mapToDouble(column -> truth[column] * Math.log(Math.max(SMALL, said[column])))
                .sum();
    }

    private static String wrongLabels(List<String> names, float[] truth, float[] said) {
        return IntStream.range(0, truth.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer column) -> -logLoss(truth[column], said[column])))
                .filter(column -> Binary.positive(truth[column]) != (said[column] >= 0.5))
                .limit(MOST_COLUMNS)
                .map(column -> names.get(column)
                        + (Binary.positive(truth[column]) ? " is true, " : " is not, ")
                        + Words.number(said[column]))
                .collect(Collectors.joining("; "));
    }

    private static String wrongClass(List<String> names, float[] truth, float[] said) {
        int is = Classes.largest(truth);
        int taken = Classes.largest(said);
        return names.get(is) + ", " + Words.number(said[is])
                + (is == taken ? "" : "; taken for " + names.get(taken) + ", " + Words.number(said[taken]));
    }

    private static double[] scales(HeadTable table) {
        return IntStream.range(0, table.head().columns().size())
                .mapToDouble(column -> Math.sqrt(StatUtils.variance(Arrays.stream(table.truth())
                        .mapToDouble(row -> row[column])
                        .toArray())))
                .map(deviation -> deviation > 0 ? deviation : 1)
                .toArray();
    }

    private static double distance(float[] truth, float[] said, double[] scales) {
        return IntStream.range(0, truth.length)
                .mapToDouble(column -> Math.abs(truth[column] - said[column]) / scales[column])
                .max()
                .orElse(Double.NaN);
    }

    private static String wrongQuantities(List<String> names, float[] truth, float[] said, double[] scales) {
        return IntStream.range(0, truth.length)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        (Integer column) -> -Math.abs(truth[column] - said[column]) / scales[column]))
                .limit(MOST_COLUMNS)
                .map(column -> names.get(column) + " is " + Words.number(truth[column]) + ", said "
                        + Words.number(said[column]))
                .collect(Collectors.joining("; "));
    }

    private static Optional<WorstSamples> byMetric(Asked head, Measured metric, SampleTable samples, int most) {
        double[] values = samples.metrics().getOrDefault(metric.name(), new double[0]);
        int[] known = IntStream.range(0, values.length)
                .filter(sample -> !Double.isNaN(values[sample]))
                .toArray();
        if (known.length <= MOST_UNKNOWN * values.length) {
            return Optional.empty();
        }
        List<Sample> worst = IntStream.of(known)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        sample -> metric.higherIsBetter() ? values[sample] : -values[sample]))
                .limit(most)
                .map(sample -> new Sample(samples.ids().get(sample), samples.folds()[sample], values[sample], ""))
                .toList();
        return Optional.of(new WorstSamples(head, metric.name(), worst));
    }
}
