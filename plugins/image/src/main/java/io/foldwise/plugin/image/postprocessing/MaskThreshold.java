package io.foldwise.plugin.image.postprocessing;

import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.plugin.image.metric.EmptyMasks;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing;
import io.foldwise.spi.prediction.Predicted;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Moves the probabilities of each class so that 0.5 is where the mean Dice over images is best: the threshold {@code t} becomes 0.5,
 * and probabilities on either side are stretched linearly. The order of pixels stays. Of thresholds that are equally good the one
 * nearest 0.5 is taken.
 */
@Description("Moves the probabilities of masks so that 0.5 is where the mean Dice over images is best")
public final class MaskThreshold implements PostProcessing {

    private final Params params;
    private final Learned learned;

    /** What to try. */
    public record Params(
            @Description("Thresholds to try; a single one is taken as it is")
            @Default(
                    "[0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9]")
            @NotEmpty
            List<@DecimalMin("0") @DecimalMax("1") Double> thresholds,

            @Description("What empty masks are worth: kaggle, skip-empty-both or skip-empty-truth") @Default("kaggle")
            EmptyMasks empty) {}

    @Inject
    public MaskThreshold(Params params, Masks masks) {
        this.params = params;
        this.learned = new Learned(masks, List.of("threshold"));
    }

    @Override
    public Fitted fit(Head head, List<Tensor> targets, List<? extends Predicted> predictions) {
        List<Double> thresholds = params.thresholds();
        ThresholdCounts counts = new ThresholdCounts(thresholds);
        int classes = learned.masks().classes().size();
        Means[] means = Stream.generate(() -> new Means(thresholds.size()))
                .limit(classes)
                .toArray(Means[]::new);
        for (int sample = 0; sample < targets.size(); sample++) {
            Tensor target = targets.get(sample);
            Tensor prediction = predictions.get(sample).own();
            for (int ofClass = 0; ofClass < classes; ofClass++) {
                counts.count(target, prediction, ofClass);
                for (int number = 0; number < thresholds.size(); number++) {
                    int place = counts.place(thresholds.get(number));
                    means[ofClass].add(
                            number, params.empty().dice(counts.truth(), counts.above(place), counts.trueAbove(place)));
                }
            }
        }
        double[][] best = new double[classes][];
        for (int ofClass = 0; ofClass < classes; ofClass++) {
            int number = means[ofClass].best(candidate -> Math.abs(thresholds.get(candidate) - 0.5));
            best[ofClass] = new double[] {thresholds.get(number)};
        }
        return new Cut(best);
    }

    @Override
    public Fitted restore(Head head, Map<String, Double> values) {
        return new Cut(learned.of(values));
    }

    private final class Cut implements Fitted {

        private final double[][] ofClasses;

        Cut(double[][] ofClasses) {
            this.ofClasses = ofClasses;
        }

        @Override
        public Tensor apply(Predicted prediction) {
            float[] cells = prediction.own().values().clone();
            for (int ofClass = 0; ofClass < ofClasses.length; ofClass++) {
                Threshold.move(cells, ofClass, ofClasses.length, ofClasses[ofClass][0]);
            }
            return prediction.own().with(cells);
        }

        @Override
        public Map<String, Double> values() {
            return learned.values(ofClasses);
        }
    }
}
