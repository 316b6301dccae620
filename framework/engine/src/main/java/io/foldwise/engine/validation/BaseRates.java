package io.foldwise.engine.validation;

import io.foldwise.engine.training.Scoring.Measure;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Metric.Tally;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a model that learned nothing would score: constant predictions, the head's {@linkplain Head#baseline baseline} of the
 * samples that it was allowed to learn from, such as each label's rate.
 *
 * @param folds each is predicted by the constant of its own training samples
 */
record BaseRates(Dataset data, List<Fold> folds) {

    BaseRates {
        folds = List.copyOf(folds);
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
        double mean = Spread.of(folds.stream()
                        .map(fold -> value(measure, fold.heldOut(), of(data, fold.train(), head)))
                        .toList())
                .mean();
        return Double.isNaN(mean)
                ? value(measure, distinct(Fold::heldOut), of(data, distinct(Fold::train), head))
                : mean;
    }

    private double pooled(Measure measure) {
        OutOfFold constants = new OutOfFold(data);
        for (Fold fold : folds) {
            Optional<Tensor> constant = of(data, fold.train(), measure.head());
            if (constant.isEmpty()) {
                return Double.NaN;
            }
            constants.add(fold, (head, place) -> constant.get());
        }
        Predictions predictions = constants.predictions();
        int[] rows = constants.rows();
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
