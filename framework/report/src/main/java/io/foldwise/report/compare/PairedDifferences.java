package io.foldwise.report.compare;

import io.foldwise.engine.validation.Scores;
import io.foldwise.engine.validation.Spread;
import io.foldwise.report.compare.Comparison.Basis;
import io.foldwise.report.compare.Comparison.Count;
import io.foldwise.report.compare.Comparison.Pair;
import io.foldwise.report.statistics.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What runs score less what the first scores, on the same samples where there are such, or on the same folds. */
final class PairedDifferences {

    /** A metric that is a mean over samples may differ from that mean in its last digits. */
    private static final double ROUNDING = 1e-6;

    private final List<ComparedRun> runs;
    private final Optional<CommonSamples> samples;
    private final Scorer scorer;
    private final Bootstrap bootstrap;
    private final Map<String, Boolean> higherIsBetter;
    private final String metric;

    /** @param metric that decides: rankings are computed again and again for this one alone */
    PairedDifferences(
            List<ComparedRun> runs,
            Optional<CommonSamples> samples,
            Scorer scorer,
            Bootstrap bootstrap,
            Map<String, Boolean> higherIsBetter,
            String metric) {
        this.runs = runs;
        this.samples = samples;
        this.scorer = scorer;
        this.bootstrap = bootstrap;
        this.higherIsBetter = higherIsBetter;
        this.metric = metric;
    }

    private ComparedRun first() {
        return runs.get(0);
    }

    /** Each run but the first, in order. */
    List<Pair> pairs(String name) {
        List<Optional<ToDoubleFunction<int[]>>> numbers =
                runs.stream().map(run -> onSamples(run, name)).toList();
        return IntStream.range(1, runs.size())
                .mapToObj(run -> pair(name, run, numbers.get(run), numbers.get(0)))
                .toList();
    }

    private Pair pair(
            String name, int run, Optional<ToDoubleFunction<int[]>> number, Optional<ToDoubleFunction<int[]>> ofFirst) {
        boolean same = runs.get(run).hasFoldsOf(first());
        Optional<Count> folds = Optional.of(foldDifferences(name, run))
                .filter(differences -> same && Arrays.stream(differences).noneMatch(Double::isNaN))
                .map(differences -> count(name, differences));
        Optional<Count> bySample = samples.map(common -> difference(common, name, run))
                .filter(differences -> Arrays.stream(differences).noneMatch(Double::isNaN))
                .map(differences -> count(name, differences));
        if (number.isPresent() && ofFirst.isPresent()) {
            int count = samples.orElseThrow().size();
            ToDoubleFunction<int[]> difference =
                    drawn -> number.get().applyAsDouble(drawn) - ofFirst.get().applyAsDouble(drawn);
            Interval interval = bootstrap.interval(count, difference);
            double all = difference.applyAsDouble(IntStream.range(0, count).toArray());
            return new Pair(run, all, interval.low(), interval.high(), Basis.SAMPLES, folds, bySample);
        }
        double[] byFold = foldDifferences(name, run);
        if (same && byFold.length > 1 && Arrays.stream(byFold).noneMatch(Double::isNaN)) {
            Interval interval = Interval.ofFolds(
                    Arrays.stream(byFold).boxed().toList(),
                    first().reading().split().heldOutToTrain());
            double all = Arrays.stream(byFold).average().orElse(Double.NaN);
            return new Pair(run, all, interval.low(), interval.high(), Basis.FOLDS, folds, bySample);
        }
        double difference = Spread.ofDefined(runs.get(run).folds(name)).mean()
                - Spread.ofDefined(first().folds(name)).mean();
        return new Pair(run, difference, Double.NaN, Double.NaN, Basis.NONE, folds, bySample);
    }

    /** The metric of a run on drawn samples: a mean of the samples' own where it is one. A ranking is dear: only if it decides. */
    private Optional<ToDoubleFunction<int[]>> onSamples(ComparedRun run, String name) {
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        double[] values = samples.get().values(runs.indexOf(run), name);
        if (runs.stream().allMatch(each -> isMeanOfSamples(each, name))) {
            return Arrays.stream(values).anyMatch(Double::isNaN)
                    ? Optional.empty()
                    : Optional.of(drawn -> {
                        double sum = 0;
                        for (int sample : drawn) {
                            sum += values[sample];
                        }
                        return sum / drawn.length;
                    });
        }
        return name.equals(metric) ? scorer.onDrawn(run, name, samples.get()) : Optional.empty();
    }

    /** Whether a run's pooled score is the mean of its samples'. */
    private static boolean isMeanOfSamples(ComparedRun run, String name) {
        Optional<Double> pooled = run.reading()
                .scores()
                .map(scores -> scores.metrics().get(name))
                .filter(row -> !row.distortedByPooling())
                .map(Scores.Row::outOfFold);
        double[] all = run.reading()
                .sampleScores()
                .map(table -> table.metrics().get(name))
                .orElse(new double[0]);
        double mean = Arrays.stream(all).average().orElse(Double.NaN);
        return pooled.filter(value -> Math.abs(value - mean) <= ROUNDING * Math.max(1, Math.abs(value)))
                .isPresent();
    }

    private double[] foldDifferences(String name, int run) {
        List<Double> values = runs.get(run).folds(name);
        List<Double> ofFirst = first().folds(name);
        return IntStream.range(0, Math.min(values.size(), ofFirst.size()))
                .mapToDouble(fold -> values.get(fold) - ofFirst.get(fold))
                .toArray();
    }

    private double[] difference(CommonSamples common, String name, int run) {
        double[] values = common.values(run, name);
        double[] ofFirst = common.values(0, name);
        return IntStream.range(0, values.length)
                .mapToDouble(sample -> values[sample] - ofFirst[sample])
                .toArray();
    }

    private Count count(String name, double[] differences) {
        int higher = (int) Arrays.stream(differences).filter(value -> value > 0).count();
        int lower = (int) Arrays.stream(differences).filter(value -> value < 0).count();
        int ties = differences.length - higher - lower;
        return higherIsBetter.get(name) ? new Count(higher, ties, lower) : new Count(lower, ties, higher);
    }
}
