package io.foldwise.plugin.signal.features;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.DirectModel;
import io.foldwise.toolkit.linear.LogisticRegression;
import io.foldwise.toolkit.linear.SparseRows;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * The linear model that a network must beat to be worth its time: one logistic regression per label on what cardiologists measure. Of
 * the rhythm these are rate, times between beats (smallest, largest, mean, deviation), RMSSD, pNN50 and sample entropy; of the typical
 * beat QRS width, the way from P to QRS and to T, and in each lead the amplitudes of P, Q, R, S and T and the ST level; of each lead its range
 * and deviation. Each is scaled to mean 0 and deviation 1 on the training part, within 5 deviations, and counts twice: as it is, and by how far it is from usual in
 * either direction. What cannot be measured, as in a record without beats, is taken for usual.
 *
 * <p>Reads electrocardiograms of 2 s at least and 50 Hz at least, in any unit. Takes seconds, and uses no randomness.
 */
@Description("Logistic regression on an electrocardiogram's rhythm, typical beat and amplitudes, one per label")
public final class EcgFeatures implements DirectModel {

    private static final double LEAST_RATE = 50;
    private static final double LEAST_SECONDS = 2;

    /** How strongly to fit. */
    public record Params(
            @Description("How much fitting the samples counts against small weights") @Default("0.02") @Positive
            double c) {}

    private final Params params;
    private final InputShape.Signal shape;
    private final int labels;

    /** @throws IncompatibleException if signals are too short or sampled too seldom to see beats, or quantities are asked for */
    @Inject
    public EcgFeatures(Params params, InputShape.Signal shape, Task task) {
        if (shape.rate() < LEAST_RATE || shape.length() < LEAST_SECONDS * shape.rate()) {
            throw new IncompatibleException(
                    "looks for beats in signals of %.0f s at least, at %.0f Hz at least; these are %s at %s Hz"
                            .formatted(LEAST_SECONDS, LEAST_RATE, shape, shape.rate()));
        }
        if (task.heads().stream().anyMatch(Quantities.class::isInstance)) {
            throw new IncompatibleException(
                    "answers with probabilities, and the data asks for quantities: take a network");
        }
        this.params = params;
        this.shape = shape;
        this.labels = task.width();
    }

    @Override
    public Fitted fit(Dataset data, int[] rows) {
        double[][] measured = EcgMeasures.of(data, rows);
        MeasureScales scales = MeasureScales.of(measured);
        SparseRows features = SparseRows.dense(scales.features(measured), scales.width());
        double[][] weights = new double[labels][];
        for (int label = 0; label < labels; label++) {
            int column = label;
            double[] targets = IntStream.of(rows)
                    .mapToDouble(row -> data.targets(row)[column])
                    .toArray();
            weights[label] = LogisticRegression.fit(features, targets, params.c());
        }
        return new FittedFeatures(EcgMeasures.names(shape), scales, weights);
    }

    @Override
    public Fitted restore(Path file) throws IOException {
        return FittedFeatures.load(file, EcgMeasures.names(shape), labels);
    }
}
