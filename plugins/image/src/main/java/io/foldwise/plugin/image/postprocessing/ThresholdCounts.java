package io.foldwise.plugin.image.postprocessing;

import io.foldwise.spi.data.Tensor;
import java.util.Arrays;
import java.util.List;

/** How many pixels of one class of an image are above each of some thresholds, and how many of these are true. */
final class ThresholdCounts {

    private final float[] thresholds;
    private final int[] above;
    private final int[] trueAbove;
    private int truth;

    ThresholdCounts(List<Double> thresholds) {
        this.thresholds = new float[(int) thresholds.stream().distinct().count()];
        double[] ascending = thresholds.stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .distinct()
                .toArray();
        for (int i = 0; i < ascending.length; i++) {
            this.thresholds[i] = (float) ascending[i];
        }
        this.above = new int[ascending.length];
        this.trueAbove = new int[ascending.length];
    }

    /** The place of a threshold. */
    int place(double threshold) {
        return Arrays.binarySearch(thresholds, (float) threshold);
    }

    /** Counts another image. */
    void count(Tensor target, Tensor prediction, int ofClass) {
        Arrays.fill(above, 0);
        Arrays.fill(trueAbove, 0);
        truth = 0;
        float[] true01 = target.values();
        float[] predicted = prediction.values();
        int classes = target.shape()[2];
        for (int cell = ofClass; cell < predicted.length; cell += classes) {
            int is = true01[cell] >= 0.5f ? 1 : 0;
            truth += is;
            if (predicted[cell] > thresholds[0]) {
                int last = passed(predicted[cell]) - 1;
                above[last]++;
                trueAbove[last] += is;
            }
        }
        for (int place = above.length - 2; place >= 0; place--) {
            above[place] += above[place + 1];
            trueAbove[place] += trueAbove[place + 1];
        }
    }

    /** How many thresholds are smaller. */
    private int passed(float probability) {
        int place = Arrays.binarySearch(thresholds, probability);
        return place >= 0 ? place : -place - 1;
    }

    int truth() {
        return truth;
    }

    int above(int place) {
        return above[place];
    }

    int trueAbove(int place) {
        return trueAbove[place];
    }
}
