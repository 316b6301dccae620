package io.foldwise.plugin.image.postprocessing;

import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.plugin.image.metric.EmptyMasks;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing;
import io.foldwise.spi.prediction.Predicted;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The triplet rule: a mask is empty unless it is certain somewhere, and is drawn with another threshold. With {@code (top, area,
 * bottom)}, it is empty where fewer pixels than {@code area} have a probability above {@code top}; otherwise its pixels are those above
 * {@code bottom}, whose probabilities are moved so that 0.5 is there. All triplets are compared in one pass, of each class apart; the
 * best by the mean Dice over images is taken, of equal ones that with the smallest area. A triplet whose bottom is above its top is
 * not tried.
 *
 * <p>After the first place of the SIIM-ACR pneumothorax segmentation (2019): (0.75, 2000, 0.3) at 1024 x 1024 pixels.
 */
@Description("Triplet rule: empties masks that are certain nowhere, and draws others with a threshold of their own")
public final class Triplet implements PostProcessing {

    private static final int TOP = 0;
    private static final int AREA = 1;
    private static final int BOTTOM = 2;

    private final EmptyMasks empty;
    private final Learned learned;
    private final List<double[]> candidates;

    /** What to try. */
    public record Params(
            @Description("Probabilities above which a pixel is certain, to try; a single one is taken as it is")
            @Default("[0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]")
            @NotEmpty
            List<@DecimalMin("0") @DecimalMax("1") Double> top,

            @Description("Areas of certain pixels below which a mask is empty, to try; 0 leaves every mask")
            @Default("[0, 0.0001, 0.0002, 0.0003, 0.0005, 0.00075, 0.001, 0.0015, 0.002, 0.003, 0.005, 0.0075, 0.01]")
            @NotEmpty
            List<@PositiveOrZero Double> area,

            @Description("Probabilities above which pixels are drawn, to try")
            @Default("[0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6]")
            @NotEmpty
            List<@DecimalMin("0") @DecimalMax("1") Double> bottom,

            @Inline AreaUnit unit,

            @Description("What empty masks are worth: kaggle, skip-empty-both or skip-empty-truth") @Default("kaggle")
            EmptyMasks empty) {

        public Params {
            unit.shares(area);
            if (bottom.stream().mapToDouble(Double::doubleValue).min().orElse(0)
                    > top.stream().mapToDouble(Double::doubleValue).max().orElse(1)) {
                throw new IllegalArgumentException("every bottom is above every top");
            }
        }
    }

    @Inject
    public Triplet(Params params, Masks masks) {
        this.empty = params.empty();
        this.learned = new Learned(masks, List.of("top", "area", "bottom"));
        this.candidates = candidates(params);
    }

    /** Those that tell a larger area come later. */
    private static List<double[]> candidates(Params params) {
        List<double[]> candidates = new ArrayList<>();
        for (double area : params.unit().shares(params.area()).stream().sorted().toList()) {
            for (double top : params.top()) {
                for (double bottom : params.bottom()) {
                    if (bottom <= top) {
                        candidates.add(new double[] {top, area, bottom});
                    }
                }
            }
        }
        return candidates;
    }

    @Override
    public Fitted fit(Head head, List<Tensor> targets, List<? extends Predicted> predictions) {
        ThresholdCounts counts = new ThresholdCounts(candidates.stream()
                .flatMap(candidate -> Stream.of(candidate[TOP], candidate[BOTTOM]))
                .toList());
        int classes = learned.masks().classes().size();
        Means[] means = Stream.generate(() -> new Means(candidates.size()))
                .limit(classes)
                .toArray(Means[]::new);
        for (int sample = 0; sample < targets.size(); sample++) {
            Tensor target = targets.get(sample);
            Tensor prediction = predictions.get(sample).own();
            int pixels = prediction.values().length / classes;
            for (int ofClass = 0; ofClass < classes; ofClass++) {
                counts.count(target, prediction, ofClass);
                compare(counts, pixels, means[ofClass]);
            }
        }
        double[][] best = new double[classes][];
        for (int ofClass = 0; ofClass < classes; ofClass++) {
            best[ofClass] = candidates.get(means[ofClass].best(candidate -> candidate));
        }
        return new Rule(best);
    }

    private void compare(ThresholdCounts counts, int pixels, Means means) {
        double emptied = empty.dice(counts.truth(), 0, 0);
        for (int number = 0; number < candidates.size(); number++) {
            double[] candidate = candidates.get(number);
            if (AreaUnit.fewer(counts.above(counts.place(candidate[TOP])), candidate[AREA], pixels)) {
                means.add(number, emptied);
            } else {
                int bottom = counts.place(candidate[BOTTOM]);
                means.add(number, empty.dice(counts.truth(), counts.above(bottom), counts.trueAbove(bottom)));
            }
        }
    }

    @Override
    public Fitted restore(Head head, Map<String, Double> values) {
        return new Rule(learned.of(values));
    }

    private final class Rule implements Fitted {

        private final double[][] ofClasses;

        Rule(double[][] ofClasses) {
            this.ofClasses = ofClasses;
        }

        @Override
        public Tensor apply(Predicted prediction) {
            float[] cells = prediction.own().values().clone();
            int classes = ofClasses.length;
            for (int ofClass = 0; ofClass < classes; ofClass++) {
                double[] triplet = ofClasses[ofClass];
                int certain = Threshold.above(prediction.own(), ofClass, triplet[TOP]);
                if (AreaUnit.fewer(certain, triplet[AREA], cells.length / classes)) {
                    Threshold.empty(cells, ofClass, classes);
                } else {
                    Threshold.move(cells, ofClass, classes, triplet[BOTTOM]);
                }
            }
            return prediction.own().with(cells);
        }

        /** The area as a share of an image. */
        @Override
        public Map<String, Double> values() {
            return learned.values(ofClasses);
        }
    }
}
