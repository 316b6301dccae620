package io.foldwise.engine.validation;

import io.foldwise.engine.training.Scoring.Measure;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Metric.Tally;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What a model that learned nothing would score: constant predictions, the head's {@linkplain Head#baseline baseline} of the
 * samples that it was allowed to learn from, such as each label's rate.
 */
final class BaseRates {

    private final Dataset data;
    private final List<Fold> folds;
    private final Map<Head, List<Optional<Tensor>>> constants = new HashMap<>();

    /** @param folds each is predicted by the constant of its own training samples */
    BaseRates(Dataset data, List<Fold> folds) {
        this.data = data;
        this.folds = List.copyOf(folds);
    }

    /** Each fold's constant: computed once, as targets may have to be loaded for it. */
    private List<Optional<Tensor>> constants(Head head) {
        return constants.computeIfAbsent(
                head,
                same -> folds.stream().map(fold -> of(data, fold.train(), head)).toList());
    }

    /** A head's constant prediction, learned from the given rows. */
    static Optional<Tensor> of(Dataset data, int[] rows, Head head) {
        return head.baseline(Arrays.stream(rows).mapToObj(row -> data.target(row, head)));
    }

    /**
     * A metric of the constants on the samples that folds hold out: pooled, or the mean of folds where pooling distorts, for
     * a constant ranks no sample of a label, while constants that differ by fold rank the folds. Where cells of several labels
     * are ranked together, constants do rank frequent labels above rare ones, and score more than a half. Where a fold is too small for a value,
     * one constant is scored on all samples. NaN where the head has no baseline.
     */
    double score(Measure measure) {
        Head head = measure.head();
        if (!measure.metric().distortedByPooling()) {
            return pooled(measure);
        }
        double mean = Spread.of(IntStream.range(0, folds.size())
                        .mapToObj(fold -> value(
                                measure,
                                folds.get(fold).heldOut(),
                                constants(head).get(fold)))
                        .toList())
                .mean();
        return Double.isNaN(mean)
                ? value(measure, distinct(Fold::heldOut), of(data, distinct(Fold::train), head))
                : mean;
    }

    private double pooled(Measure measure) {
        OutOfFold together = new OutOfFold(data);
        for (int fold = 0; fold < folds.size(); fold++) {
            Optional<Tensor> constant = constants(measure.head()).get(fold);
            if (constant.isEmpty()) {
                return Double.NaN;
            }
            together.add(folds.get(fold), (head, place) -> constant.get());
        }
        Predictions predictions = together.predictions();
        int[] rows = together.rows();
        Tally tally = measure.metric().tally(measure.head());
        for (int sample = 0; sample < rows.length; sample++) {
            tally.add(data.target(rows[sample], measure.head()), predictions.of(measure.head(), sample));
        }
        return tally.value();
    }

    private double value(Measure measure, int[] rows, Optional<Tensor> constant) {
        return constant.map(same -> value(data, measure, rows, same)).orElse(Double.NaN);
    }

    /** A metric of one prediction for all samples. */
    static double value(Dataset data, Measure measure, int[] rows, Tensor constant) {
        Tally tally = measure.metric().tally(measure.head());
        for (int row : rows) {
            tally.add(data.target(row, measure.head()), constant);
        }
        return tally.value();
    }

    private int[] distinct(Function<Fold, int[]> part) {
        return folds.stream()
                .map(part)
                .flatMapToInt(Arrays::stream)
                .distinct()
                .sorted()
                .toArray();
    }
}
