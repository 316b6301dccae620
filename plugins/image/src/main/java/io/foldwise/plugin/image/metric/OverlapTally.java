package io.foldwise.plugin.image.metric;

import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Metric.Tally;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The mean over images of how far two masks overlap, of each class apart, and the mean over classes. Images are counted together
 * and by whether the class's true mask has a pixel. Keeps a few sums of each class.
 */
final class OverlapTally implements Tally {

    /** What is to be told apart of an image: all of them, or one side. */
    private static final String[] PARTS = {"all", "positives", "negatives"};

    private static final int ALL = 0;
    private static final int POSITIVES = 1;
    private static final int NEGATIVES = 2;

    private final Masks masks;
    private final MaskCut cut;
    private final Overlap overlap;
    private final double[][] sums;
    private final long[][] images;

    /** How far masks overlap that are not empty. */
    @FunctionalInterface
    interface Overlap {

        /** @param both the pixels that both masks have */
        double value(long both, long truth, long predicted);
    }

    OverlapTally(Masks masks, MaskCut cut, Overlap overlap) {
        this.masks = masks;
        this.cut = cut;
        this.overlap = overlap;
        this.sums = new double[PARTS.length][masks.classes().size()];
        this.images = new long[PARTS.length][masks.classes().size()];
    }

    @Override
    public void add(Tensor target, Tensor prediction) {
        for (int ofClass = 0; ofClass < sums[ALL].length; ofClass++) {
            add(ofClass, target.values(), prediction.values());
        }
    }

    private void add(int ofClass, float[] target, float[] prediction) {
        long truth = 0;
        long predicted = 0;
        long both = 0;
        int classes = sums[ALL].length;
        float threshold = (float) cut.threshold();
        for (int cell = ofClass; cell < target.length; cell += classes) {
            int is = target[cell] >= 0.5f ? 1 : 0;
            int said = prediction[cell] > threshold ? 1 : 0;
            truth += is;
            predicted += said;
            both += is & said;
        }
        double value = truth == 0 || predicted == 0
                ? cut.empty().value(truth, predicted)
                : overlap.value(both, truth, predicted);
        if (!Double.isNaN(value)) {
            count(ALL, ofClass, value);
            count(truth > 0 ? POSITIVES : NEGATIVES, ofClass, value);
        }
    }

    private void count(int part, int ofClass, double value) {
        sums[part][ofClass] += value;
        images[part][ofClass]++;
    }

    @Override
    public double value() {
        return mean(ALL);
    }

    /** Of the classes that have a value. */
    private double mean(int part) {
        return Arrays.stream(means(part))
                .filter(mean -> !Double.isNaN(mean))
                .average()
                .orElse(Double.NaN);
    }

    private double[] means(int part) {
        double[] means = new double[sums[part].length];
        for (int ofClass = 0; ofClass < means.length; ofClass++) {
            means[ofClass] = sums[part][ofClass] / images[part][ofClass];
        }
        return means;
    }

    @Override
    public List<String> shown() {
        return List.of(PARTS[POSITIVES], PARTS[NEGATIVES]);
    }

    /** All images, those with a pixel of the class, and those without, which are right with a mask that is empty; of several classes each, too. */
    @Override
    public Map<String, Double> details() {
        Map<String, Double> details = new LinkedHashMap<>();
        for (int part = 0; part < PARTS.length; part++) {
            details.put(PARTS[part], mean(part));
        }
        for (int ofClass = 0;
                ofClass < masks.classes().size() && masks.classes().size() > 1;
                ofClass++) {
            for (int part = 0; part < PARTS.length; part++) {
                details.put(masks.classes().get(ofClass) + " " + PARTS[part], means(part)[ofClass]);
            }
        }
        return details;
    }
}
