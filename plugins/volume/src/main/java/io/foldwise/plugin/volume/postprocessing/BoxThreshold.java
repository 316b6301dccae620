package io.foldwise.plugin.volume.postprocessing;

import io.foldwise.plugin.volume.box.Box;
import io.foldwise.plugin.volume.box.Nodules;
import io.foldwise.plugin.volume.metric.Marks;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing;
import io.foldwise.spi.prediction.Predicted;
import jakarta.inject.Inject;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Leaves out boxes that are not probable enough: the threshold is the lowest one at which scans have no more than so many false positives
 * in the mean, counted by LUNA16's rule. It is an operating point for use in practice; a score that ranks boxes, such as {@code froc}, can
 * only fall by it, and its details tell sensitivity and false positives there.
 */
@Description("Leaves out boxes below the threshold at which scans have so many false positives in the mean")
public final class BoxThreshold implements PostProcessing {

    private static final String THRESHOLD = "threshold";

    private final double falsePositives;

    /** How many are borne. */
    public record Params(
            @Description(value = "False positives in a scan that are borne, in the mean") @Default("1") @PositiveOrZero
            double falsePositives) {}

    @Inject
    public BoxThreshold(Params params, Nodules nodules) {
        this.falsePositives = params.falsePositives();
    }

    @Override
    public Fitted fit(Head head, List<Tensor> targets, List<? extends Predicted> predictions) {
        DoubleStream.Builder wrong = DoubleStream.builder();
        for (int sample = 0; sample < targets.size(); sample++) {
            List<Box> marks = Box.of(predictions.get(sample).own());
            Arrays.stream(Marks.of(Box.of(targets.get(sample)), marks).wrong()).forEach(wrong);
        }
        double[] sorted = wrong.build().sorted().toArray();
        long borne = (long) Math.floor(falsePositives * targets.size());
        return new Above(sorted.length <= borne ? 0 : sorted[(int) (sorted.length - 1 - borne)]);
    }

    @Override
    public Fitted restore(Head head, Map<String, Double> values) {
        return new Above(values.get(THRESHOLD));
    }

    private record Above(double threshold) implements Fitted {

        @Override
        public Tensor apply(Predicted prediction) {
            return Box.tensor(Box.of(prediction.own()).stream()
                    .filter(box -> box.probability() > threshold)
                    .toList());
        }

        @Override
        public Map<String, Double> values() {
            return Map.of(THRESHOLD, threshold);
        }
    }
}
