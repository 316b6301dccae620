package io.foldwise.plugin.image.postprocessing;

import java.util.Comparator;
import java.util.List;

/** Finds the probability below which masks are best taken for empty. */
final class EmptinessSearch {

    private static final double HALF = 0.5;

    private EmptinessSearch() {}

    /**
     * One sample; values that are no numbers are left out of means.
     *
     * @param nonEmpty the probability that its mask is not empty
     * @param kept what its mask is worth as it is
     * @param emptied what an empty one is worth
     */
    record Sample(double nonEmpty, double kept, double emptied) {}

    /**
     * The threshold of the largest mean, halfway between two probabilities, or 0 where nothing is to be emptied, and 1 where all is; of
     * equally good ones the one nearest 0.5.
     */
    static double threshold(List<Sample> samples) {
        List<Sample> ascending = samples.stream()
                .sorted(Comparator.comparingDouble(Sample::nonEmpty))
                .toList();
        Mean mean = new Mean();
        ascending.forEach(sample -> mean.add(sample.kept(), 1));
        double best = 0;
        double most = mean.value();
        for (int emptied = 1; emptied <= ascending.size(); emptied++) {
            Sample last = ascending.get(emptied - 1);
            mean.add(last.kept(), -1);
            mean.add(last.emptied(), 1);
            double next = emptied < ascending.size() ? ascending.get(emptied).nonEmpty() : 1;
            if (next == last.nonEmpty()) {
                continue; // equal probabilities cannot be told apart
            }
            double threshold = emptied < ascending.size() ? (last.nonEmpty() + next) / 2 : 1;
            if (!(mean.value() <= most + Mean.ROUNDING)
                    || mean.value() >= most - Mean.ROUNDING && Math.abs(threshold - HALF) < Math.abs(best - HALF)) {
                most = mean.value();
                best = threshold;
            }
        }
        return best;
    }

    private static final class Mean {

        /** Sums that are equal but for the order in which numbers came. */
        static final double ROUNDING = 1e-12;

        private double sum;
        private long count;

        void add(double value, int times) {
            if (!Double.isNaN(value)) {
                sum += times * value;
                count += times;
            }
        }

        double value() {
            return count == 0 ? Double.NEGATIVE_INFINITY : sum / count;
        }
    }
}
