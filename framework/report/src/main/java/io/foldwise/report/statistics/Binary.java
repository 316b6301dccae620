package io.foldwise.report.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Scores of samples that are positive or not, ordered from the highest score to the lowest.
 *
 * @param scores descending
 * @param positive whether each sample is
 */
public record Binary(double[] scores, boolean[] positive) {

    /** Orders samples; those whose score or truth is not a number are left out. */
    public static Binary of(double[] scores, double[] truth) {
        int[] order = IntStream.range(0, scores.length)
                .filter(sample -> !Double.isNaN(scores[sample]) && !Double.isNaN(truth[sample]))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer sample) -> -scores[sample]))
                .mapToInt(Integer::intValue)
                .toArray();
        boolean[] positive = new boolean[order.length];
        for (int place = 0; place < order.length; place++) {
            positive[place] = positive(truth[order[place]]);
        }
        return new Binary(
                Arrays.stream(order).mapToDouble(sample -> scores[sample]).toArray(), positive);
    }

    /** Whether a target is a yes: from 0.5 on, as metrics take it where targets are shares. */
    public static boolean positive(double target) {
        return target >= 0.5;
    }

    public int samples() {
        return scores.length;
    }

    public int positives() {
        int count = 0;
        for (boolean each : positive) {
            count += each ? 1 : 0;
        }
        return count;
    }

    /** Whether there are samples of both kinds, without which nothing can be told apart. */
    public boolean both() {
        int positives = positives();
        return positives > 0 && positives < samples();
    }

    /** The area under the ROC curve, ties counting half; NaN unless there are {@linkplain #both both kinds}. */
    public double auc() {
        double area = 0;
        double before = 0;
        double negatives = 0;
        for (int from = 0; from < samples(); ) {
            int to = tied(from);
            int hits = hits(from, to);
            area += (to - from - hits) * (before + hits / 2.0);
            before += hits;
            negatives += to - from - hits;
            from = to;
        }
        return area / (before * negatives);
    }

    /** The end of the run of equal scores that begins somewhere. */
    private int tied(int from) {
        int to = from + 1;
        while (to < samples() && scores[to] == scores[from]) {
            to++;
        }
        return to;
    }

    private int hits(int from, int to) {
        int hits = 0;
        for (int place = from; place < to; place++) {
            hits += positive[place] ? 1 : 0;
        }
        return hits;
    }

    /**
     * The ROC curve: the share of positives that are found at each share of negatives that are taken for positive, between points of
     * the curve by a straight line.
     *
     * @param grid shares of negatives, ascending from 0 to 1
     */
    public double[] roc(double[] grid) {
        double positives = positives();
        double negatives = samples() - positives;
        double[] curve = new double[grid.length];
        double x = 0;
        double y = 0;
        int next = 0;
        for (int from = 0; from < samples(); ) {
            int to = tied(from);
            int hits = hits(from, to);
            double right = x + (to - from - hits) / negatives;
            double top = y + hits / positives;
            while (next < grid.length && grid[next] < right) {
                curve[next] = y + (top - y) * (grid[next] - x) / (right - x);
                next++;
            }
            x = right;
            y = top;
            from = to;
        }
        Arrays.fill(curve, next, curve.length, 1);
        return curve;
    }

    /**
     * The precision-recall curve: the best precision with which at least each share of positives is found.
     *
     * @param grid shares of positives, ascending to 1
     */
    public double[] precision(double[] grid) {
        double positives = positives();
        double[] curve = new double[grid.length];
        int found = 0;
        for (int from = 0; from < samples(); ) {
            int to = tied(from);
            found += hits(from, to);
            for (int place = 0; place < grid.length; place++) {
                if (found / positives >= grid[place]) {
                    curve[place] = Math.max(curve[place], (double) found / to);
                }
            }
            from = to;
        }
        return curve;
    }

    /** Average precision: the sum over positives' scores of precision there, times the recall gained; NaN without positives. */
    public double averagePrecision() {
        double sum = 0;
        int found = 0;
        for (int from = 0; from < samples(); ) {
            int to = tied(from);
            int hits = hits(from, to);
            found += hits;
            sum += hits * ((double) found / to);
            from = to;
        }
        return sum / positives();
    }

    /** F1 of those whose score is at least a threshold: {@code 2 TP / (2 TP + FP + FN)}; NaN without positives. */
    public double f1(double threshold) {
        int taken = 0;
        while (taken < samples() && scores[taken] >= threshold) {
            taken++;
        }
        return 2.0 * hits(0, taken) / (taken + positives());
    }

    /** The threshold with the highest F1, the highest of equals: optimistic on the samples that it was found on. */
    public double bestThreshold() {
        double positives = positives();
        double best = -1;
        double threshold = Double.NaN;
        int found = 0;
        for (int from = 0; from < samples(); ) {
            int to = tied(from);
            found += hits(from, to);
            double f1 = 2 * found / (to + positives);
            if (f1 > best) {
                best = f1;
                threshold = scores[from];
            }
            from = to;
        }
        return threshold;
    }
}
