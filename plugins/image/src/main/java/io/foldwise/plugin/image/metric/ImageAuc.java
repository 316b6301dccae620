package io.foldwise.plugin.image.metric;

import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Metric;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The area under the ROC curve of whole images, which the predicted mask is a classifier of: whether the true mask has a pixel, against
 * a score of the predicted one. Of each class apart; the value is the mean over classes that have images of both kinds. Two numbers
 * of an image and class are kept.
 */
@Description("Area under the ROC curve of images with and without a mask, by the predicted mask; larger is better")
public final class ImageAuc implements Metric {

    /** What a mask's score is. */
    public record Params(
            @Description(
                    "What scores a mask: max (its most probable pixel), top (the mean of the most probable pixels), or area"
                            + " (how many pixels are predicted)")
            @Default("max")
            Score score,

            @Description("How many pixels count for top") @Default("100") @Positive
            int top,

            @Description("For area, a pixel is predicted where its probability is larger")
            @Default("0.5")
            @DecimalMin("0")
            @DecimalMax("1")
            double threshold) {}

    /** What scores a mask. */
    public enum Score {
        MAX,
        TOP,
        AREA
    }

    private final Params params;
    private final Masks masks;

    @Inject
    public ImageAuc(Params params, Masks masks) {
        this.params = params;
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
        return new Scored();
    }

    private final class Scored implements Tally {

        private final RankedScores[] ofClasses =
                Stream.generate(RankedScores::new).limit(masks.classes().size()).toArray(RankedScores[]::new);

        @Override
        public void add(Tensor target, Tensor prediction) {
            for (int ofClass = 0; ofClass < ofClasses.length; ofClass++) {
                ofClasses[ofClass].add(any(plane(target, ofClass)), score(plane(prediction, ofClass)));
            }
        }

        /** One class's pixels. */
        private float[] plane(Tensor mask, int ofClass) {
            float[] plane = new float[mask.values().length / ofClasses.length];
            for (int pixel = 0; pixel < plane.length; pixel++) {
                plane[pixel] = mask.values()[pixel * ofClasses.length + ofClass];
            }
            return plane;
        }

        @Override
        public double value() {
            return Stream.of(ofClasses)
                    .mapToDouble(RankedScores::area)
                    .filter(area -> !Double.isNaN(area))
                    .average()
                    .orElse(Double.NaN);
        }

        @Override
        public Map<String, Double> details() {
            Map<String, Double> areas = new LinkedHashMap<>();
            IntStream.range(0, ofClasses.length)
                    .filter(ofClass -> ofClasses.length > 1)
                    .forEach(ofClass -> areas.put(masks.classes().get(ofClass), ofClasses[ofClass].area()));
            return areas;
        }
    }

    private static boolean any(float[] mask) {
        for (float pixel : mask) {
            if (pixel >= 0.5f) {
                return true;
            }
        }
        return false;
    }

    private float score(float[] mask) {
        return switch (params.score()) {
            case MAX -> largest(mask);
            case TOP -> top(mask);
            case AREA -> area(mask);
        };
    }

    private static float largest(float[] mask) {
        float largest = Float.NEGATIVE_INFINITY;
        for (float pixel : mask) {
            largest = Math.max(largest, pixel);
        }
        return largest;
    }

    private float top(float[] mask) {
        Arrays.sort(mask);
        int from = Math.max(0, mask.length - params.top());
        double sum = 0;
        for (int pixel = from; pixel < mask.length; pixel++) {
            sum += mask[pixel];
        }
        return (float) (sum / (mask.length - from));
    }

    private float area(float[] mask) {
        float threshold = (float) params.threshold();
        int area = 0;
        for (float pixel : mask) {
            area += pixel > threshold ? 1 : 0;
        }
        return area;
    }
}
