package io.foldwise.plugin.image.metric;

import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Metric;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The area under the ROC curve of all pixels: the chance that a pixel of a mask has a larger probability than one of the background,
 * ties counting half. Of each class apart; the value is the mean over classes that have both. Pixels are counted, not kept:
 * probabilities are told apart where they differ by 1/128 of the smaller of {@code p} and {@code 1 - p}.
 */
@Description("Area under the ROC curve of the pixels of all images together; larger is better")
public final class PixelAuc implements Metric {

    /** Nothing to choose. */
    public record Params() {}

    private final Masks masks;

    @Inject
    public PixelAuc(Params params, Masks masks) {
        this.masks = masks;
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public boolean distortedByPooling() {
        return true;
    }

    @Override
    public Tally tally(Head head) {
        return new Counted(masks);
    }

    private static final class Counted implements Tally {

        private final Masks masks;
        private final ProbabilityHistogram[] ofClasses;

        Counted(Masks masks) {
            this.masks = masks;
            this.ofClasses = Stream.generate(ProbabilityHistogram::new)
                    .limit(masks.classes().size())
                    .toArray(ProbabilityHistogram[]::new);
        }

        @Override
        public void add(Tensor target, Tensor prediction) {
            int classes = ofClasses.length;
            float[] truth = target.values();
            float[] predicted = prediction.values();
            for (int ofClass = 0; ofClass < classes; ofClass++) {
                for (int cell = ofClass; cell < truth.length; cell += classes) {
                    ofClasses[ofClass].add(truth[cell] >= 0.5f, predicted[cell]);
                }
            }
        }

        @Override
        public double value() {
            return Stream.of(ofClasses)
                    .mapToDouble(ProbabilityHistogram::area)
                    .filter(area -> !Double.isNaN(area))
                    .average()
                    .orElse(Double.NaN);
        }

        @Override
        public Map<String, Double> details() {
            Map<String, Double> areas = new LinkedHashMap<>();
            for (int ofClass = 0; ofClass < ofClasses.length && ofClasses.length > 1; ofClass++) {
                areas.put(masks.classes().get(ofClass), ofClasses[ofClass].area());
            }
            return areas;
        }
    }
}
