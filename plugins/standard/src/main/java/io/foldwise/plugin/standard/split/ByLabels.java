package io.foldwise.plugin.standard.split;

import io.foldwise.spi.data.Dataset;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.common.util.MathUtils;

/**
 * Parts in which every label is about as frequent as in the whole: iterative stratification. While labelled samples are
 * left, it takes the label with the fewest of them, and gives each of its samples to the part that lacks most of that label
 * (ties: the part that lacks most samples; then chance). Samples without labels fill up what is left. Sizes may differ from
 * the weights' proportions by a few samples.
 *
 * <p>A class counts as a label that exactly one of them has. Of a quantity each decile counts so, or each of fewer bins where
 * deciles would hold fewer samples than there are parts. Several heads are balanced together.
 *
 * <p>Sechidis, Tsoumakas and Vlahavas 2011, "On the Stratification of Multi-label Data", ECML PKDD.
 */
final class ByLabels implements Division {

    @Override
    public int[] assign(Dataset data, int[] rows, double[] weights, SplittableRandom random) {
        return new Assignment(data, rows, weights, random).run();
    }

    /** One run: who is placed already, and what every part still lacks. */
    private static final class Assignment {

        private static final int NOWHERE = -1;

        private final boolean[][] positive; // [rows][labels], or bins of quantities
        private final int[] parts; // [rows]
        private final int[] left; // [labels], positive samples not yet placed
        private final double[][] lacking; // [labels][parts]
        private final double[] room; // [parts]
        private final int[] order;
        private final SplittableRandom random;

        Assignment(Dataset data, int[] rows, double[] weights, SplittableRandom random) {
            this.random = random;
            positive = Strata.of(data, rows, weights.length);
            int labels = positive.length == 0 ? 0 : positive[0].length;
            left = new int[labels];
            for (boolean[] row : positive) {
                for (int label = 0; label < labels; label++) {
                    left[label] += row[label] ? 1 : 0;
                }
            }
            lacking = new double[labels][];
            for (int label = 0; label < labels; label++) {
                lacking[label] = shares(left[label], weights);
            }
            room = shares(rows.length, weights);
            parts = new int[rows.length];
            Arrays.fill(parts, NOWHERE);
            order = IntStream.range(0, rows.length).toArray();
            MathUtils.shuffleArray(order, random.nextLong());
        }

        int[] run() {
            for (int label = rarest(); label >= 0; label = rarest()) {
                for (int position : order) {
                    if (parts[position] == NOWHERE && positive[position][label]) {
                        place(position, neediest(lacking[label]));
                    }
                }
            }
            for (int position : order) {
                if (parts[position] == NOWHERE) {
                    place(position, neediest(room));
                }
            }
            return parts;
        }

        /** The label with the fewest, but some, samples left; -1 if none has any. */
        private int rarest() {
            int rarest = -1;
            for (int label = 0; label < left.length; label++) {
                if (left[label] > 0 && (rarest < 0 || left[label] < left[rarest])) {
                    rarest = label;
                }
            }
            return rarest;
        }

        private int neediest(double[] need) {
            int best = 0;
            int ties = 1;
            for (int part = 1; part < need.length; part++) {
                int order = Double.compare(need[part], need[best]);
                order = order == 0 ? Double.compare(room[part], room[best]) : order;
                ties = order > 0 ? 1 : order == 0 ? ties + 1 : ties;
                // Of n equals, each is kept with chance 1 / n.
                if (order > 0 || order == 0 && random.nextInt(ties) == 0) {
                    best = part;
                }
            }
            return best;
        }

        private void place(int position, int part) {
            parts[position] = part;
            room[part]--;
            for (int label = 0; label < left.length; label++) {
                if (positive[position][label]) {
                    left[label]--;
                    lacking[label][part]--;
                }
            }
        }

        private static double[] shares(int count, double[] weights) {
            double total = Arrays.stream(weights).sum();
            return Arrays.stream(weights).map(weight -> count * weight / total).toArray();
        }
    }
}
