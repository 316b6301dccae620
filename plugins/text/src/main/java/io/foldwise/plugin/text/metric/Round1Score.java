package io.foldwise.plugin.text.metric;

import com.google.inject.Inject;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.RowMetric;

/** The score of the contest's first round: {@code S = 1 - mlogloss}. Base rates reach 0.7316 on its training file. */
@Description("Round 1 score of the CT report contest: 1 - mlogloss")
public final class Round1Score implements RowMetric {

    /** Nothing to choose. */
    public record Params() {}

    @Inject
    public Round1Score(Params params, LabelSchema labels) {
        if (labels.groups().size() != 1) {
            throw new IncompatibleException("ct-report-round1 scores one group of labels, the data has "
                    + labels.groups().size() + "; for regions and types there is ct-report-round2");
        }
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public double value(RowHead labels, float[][] targets, float[][] probabilities) {
        return 1 - ReportLogLoss.mean(targets, probabilities, 0, labels.width());
    }
}
