package io.foldwise.plugin.standard.postprocessing;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing;
import io.foldwise.spi.prediction.Predicted;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What must hold among the labels of a sample, which are predicted from a probability of 0.5 on:
 *
 * <ul>
 *   <li>{@code at-least-one}: where no label is predicted, the most probable one becomes 0.5.
 *   <li>{@code exclusive}: a label such as "normal" never stands beside others. Where it is the most probable label, the others that
 *       are predicted become the largest number below 0.5; where another label is, it does so itself.
 * </ul>
 *
 * Of equally probable labels the first counts. Nothing else is changed, so that measures of ranking stay nearly what they are. Made
 * to stand behind {@code thresholds}, whose probabilities say by how much a label passes its own threshold.
 */
@Description("Samples have at least one label, and some labels exclude all others")
public final class LabelRules implements PostProcessing, PostProcessing.Fitted {

    private static final float HALF = 0.5f;
    private static final float BELOW = Math.nextDown(HALF);

    private final boolean atLeastOne;
    private final boolean[] exclusive;

    /** Which rules. */
    public record Params(
            @Description("Whether a sample is never without a label") @Default("true")
            boolean atLeastOne,

            @Description("Labels that never stand beside another one, such as normal") @Default("[]")
            List<@NotBlank String> exclusive) {}

    /** @throws IncompatibleException if an exclusive label is none of the labels, or there is a single label */
    @Inject
    public LabelRules(Params params, LabelSchema labels) {
        List<String> columns = labels.columns();
        if (columns.size() == 1) {
            throw new IncompatibleException("is about several labels, but '" + labels.name() + "' is " + labels);
        }
        for (String label : params.exclusive()) {
            if (!columns.contains(label)) {
                throw new IncompatibleException("excludes others by '" + label + "', but the labels are " + columns);
            }
        }
        this.atLeastOne = params.atLeastOne();
        this.exclusive = new boolean[columns.size()];
        for (int label = 0; label < exclusive.length; label++) {
            exclusive[label] = params.exclusive().contains(columns.get(label));
        }
    }

    /** Learns nothing. */
    @Override
    public Fitted fit(Head head, List<Tensor> targets, List<? extends Predicted> predictions) {
        return this;
    }

    @Override
    public Fitted restore(Head head, Map<String, Double> values) {
        return this;
    }

    @Override
    public Map<String, Double> values() {
        return Map.of();
    }

    @Override
    public Tensor apply(Predicted prediction) {
        float[] row = prediction.own().values().clone();
        int largest = IntStream.range(0, row.length)
                .reduce((best, label) -> row[label] > row[best] ? label : best)
                .orElseThrow();
        if (atLeastOne && row[largest] < HALF) {
            row[largest] = HALF;
        }
        for (int label = 0; label < row.length; label++) {
            if (label != largest && (exclusive[label] || exclusive[largest] && row[largest] >= HALF)) {
                row[label] = Math.min(row[label], BELOW);
            }
        }
        return prediction.own().with(row);
    }
}
