package io.foldwise.plugin.text.metric;

import com.google.inject.Inject;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.RowMetric;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The score of the contest's second round: {@code S = 0.6 S1 + 0.4 S2}. {@code S1 = 1 - 2 mlogloss} of the regions, over
 * all samples; {@code S2 = 1 - 2 mlogloss} of the types, over the samples that truly have a region. Base rates reach
 * 0.503 on its training file, and 0.517 if those of the types are taken from the samples that count.
 */
@Description("Round 2 score of the CT report contest: 0.6 S1 + 0.4 S2, each 1 - 2 mlogloss")
public final class Round2Score implements RowMetric {

    /** Nothing to choose. */
    public record Params() {}

    private final int regions;
    private final int columns;

    @Inject
    public Round2Score(Params params, LabelSchema labels) {
        if (labels.groups().size() != 2) {
            throw new IncompatibleException("ct-report-round2 scores regions and types, the data has "
                    + labels.groups().size() + " group(s) of labels; for regions alone there is ct-report-round1");
        }
        this.regions = labels.groups().get(0).labels().size();
        this.columns = labels.width();
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    /** NaN where no sample has a region. */
    @Override
    public double value(RowHead labels, float[][] targets, float[][] probabilities) {
        return 0.6 * regions(targets, probabilities) + 0.4 * types(targets, probabilities);
    }

    @Override
    public Map<String, Double> details(RowHead labels, float[][] targets, float[][] probabilities) {
        return Map.of(
                "S1", regions(targets, probabilities),
                "S2", types(targets, probabilities));
    }

    private double regions(float[][] targets, float[][] probabilities) {
        return 1 - 2 * ReportLogLoss.mean(targets, probabilities, 0, regions);
    }

    private double types(float[][] targets, float[][] probabilities) {
        int[] ill = IntStream.range(0, targets.length)
                .filter(row -> IntStream.range(0, regions).anyMatch(region -> targets[row][region] >= 0.5f))
                .toArray();
        return 1 - 2 * ReportLogLoss.mean(chosen(targets, ill), chosen(probabilities, ill), regions, columns);
    }

    private static float[][] chosen(float[][] matrix, int[] rows) {
        return IntStream.of(rows).mapToObj(row -> matrix[row]).toArray(float[][]::new);
    }
}
