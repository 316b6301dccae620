package io.foldwise.plugin.text.loss;

import com.google.inject.Inject;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Logistic;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.training.Loss;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Arrays;

/**
 * Binary cross-entropy of regions and of types, each weighed by itself, as the contest's second round scores them: regions of all
 * reports; types of the reports that truly have a region alone, or of all. It is
 *
 * <pre>{@code regions * mean(bce of regions) + types * mean(bce of types, over the reports that count)}</pre>
 *
 * With 0.6 and 0.4 its value, doubled and taken from 1, is the round's score. A weight of 0 leaves a group out, such as the types of
 * reports of the first round, which nobody knows.
 */
@Description("Cross-entropy of regions and types of CT reports, weighed as round 2 scores them")
public final class CtReportRound2Loss implements Loss {

    private final Params params;
    private final int regions;
    private final int columns;

    /** How much each group counts. */
    public record Params(
            @Description("Weight of the regions") @Default("0.6") @PositiveOrZero
            double regions,

            @Description("Weight of the types") @Default("0.4") @PositiveOrZero
            double types,

            @Description("Whether types count in reports without a region as well") @Default("false")
            boolean typesOfAll) {}

    @Inject
    public CtReportRound2Loss(Params params, LabelSchema labels) {
        if (labels.groups().size() != 2) {
            throw new IncompatibleException("ct-report-round2 is for regions and types; the data has "
                    + labels.groups().size() + " group(s) of labels");
        }
        this.params = params;
        this.regions = labels.groups().get(0).labels().size();
        this.columns = labels.width();
    }

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int cells, double[] gradient) {
        Arrays.fill(gradient, 0, rows * columns, 0);
        boolean[] counts = new boolean[rows];
        int ill = 0;
        for (int row = 0; row < rows; row++) {
            counts[row] = params.typesOfAll() || hasRegion(targets, row);
            ill += counts[row] ? 1 : 0;
        }
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += part(logits, targets, row, 0, regions, params.regions() / rows / regions, gradient);
            if (counts[row]) {
                sum += part(
                        logits, targets, row, regions, columns, params.types() / ill / (columns - regions), gradient);
            }
        }
        return sum;
    }

    private boolean hasRegion(double[] targets, int row) {
        for (int column = 0; column < regions; column++) {
            if (targets[row * columns + column] >= 0.5) {
                return true;
            }
        }
        return false;
    }

    private double part(
            double[] logits, double[] targets, int row, int first, int end, double weight, double[] gradient) {
        double sum = 0;
        for (int column = first; column < end; column++) {
            int cell = row * columns + column;
            sum += weight * Logistic.crossEntropy(logits[cell], targets[cell]);
            gradient[cell] = weight * (Logistic.sigmoid(logits[cell]) - targets[cell]);
        }
        return sum;
    }
}
