package io.foldwise.plugin.image.metric;

import java.util.Arrays;

/** Scores of positives and negatives, and how well they rank them. */
final class RankedScores {

    private static final int FIRST_ROOM = 64;

    private float[] positives = new float[FIRST_ROOM];
    private float[] negatives = new float[FIRST_ROOM];
    private int ofPositives;
    private int ofNegatives;

    void add(boolean positive, float score) {
        if (positive) {
            positives = withRoom(positives, ofPositives);
            positives[ofPositives++] = score;
        } else {
            negatives = withRoom(negatives, ofNegatives);
            negatives[ofNegatives++] = score;
        }
    }

    private static float[] withRoom(float[] scores, int taken) {
        return taken < scores.length ? scores : Arrays.copyOf(scores, 2 * taken);
    }

    /**
     * The chance that a positive has a larger score than a negative, ties counting half; NaN unless there are both, or where a score is
     * NaN.
     */
    double area() {
        float[] high = Arrays.copyOf(positives, ofPositives);
        float[] low = Arrays.copyOf(negatives, ofNegatives);
        Arrays.sort(high);
        Arrays.sort(low);
        if (unknown(high) || unknown(low)) {
            return Double.NaN;
        }
        double ordered = 0;
        int smaller = 0;
        int notLarger = 0;
        for (float score : high) {
            while (smaller < low.length && low[smaller] < score) {
                smaller++;
            }
            while (notLarger < low.length && low[notLarger] <= score) {
                notLarger++;
            }
            ordered += (smaller + notLarger) / 2.0;
        }
        return ordered / ((double) high.length * low.length);
    }

    /** NaN is sorted last. */
    private static boolean unknown(float[] ascending) {
        return ascending.length > 0 && Float.isNaN(ascending[ascending.length - 1]);
    }
}
