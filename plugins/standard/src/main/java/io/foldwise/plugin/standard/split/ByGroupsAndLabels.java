package io.foldwise.plugin.standard.split;

import io.foldwise.spi.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Parts that never share a {@linkplain Dataset#group group}, with every label, class and bin of a quantity about as frequent in
 * each as in the whole. Groups go, those with the largest shares of any of these first, each to the part whose squared distance
 * to what it should have of all of them, and of samples, grows least. No part stays empty while there are as many groups as
 * parts.
 */
final class ByGroupsAndLabels implements Division {

    @Override
    public int[] assign(Dataset data, int[] rows, double[] weights, SplittableRandom random) {
        List<List<Integer>> groups = new ArrayList<>(Grouping.positions(data, rows));
        Grouping.require(groups.size(), rows.length, weights.length);
        boolean[][] strata = Strata.of(data, rows, weights.length);
        double[] total = total(strata, rows.length);
        double[][] shares =
                groups.stream().map(group -> shares(group, strata, total)).toArray(double[][]::new);
        List<Integer> order = new ArrayList<>(Grouping.numbers(groups.size()));
        Collections.shuffle(order, new Random(random.nextLong()));
        order.sort(Comparator.comparingDouble((Integer group) -> largest(shares[group]))
                .reversed());
        Balance balance = new Balance(weights, shares.length == 0 ? 0 : shares[0].length);
        int[] parts = new int[rows.length];
        int left = order.size();
        for (int group : order) {
            int part = balance.place(shares[group], left--);
            groups.get(group).forEach(position -> parts[position] = part);
        }
        return parts;
    }

    /** Samples of every stratum, and at last all samples. */
    private static double[] total(boolean[][] strata, int samples) {
        int width = strata.length == 0 ? 0 : strata[0].length;
        double[] total = new double[width + 1];
        for (boolean[] sample : strata) {
            for (int stratum = 0; stratum < width; stratum++) {
                total[stratum] += sample[stratum] ? 1 : 0;
            }
        }
        total[width] = samples;
        return total;
    }

    /** Which share of every stratum, and of all samples, a group holds. */
    private static double[] shares(List<Integer> group, boolean[][] strata, double[] total) {
        double[] shares = new double[total.length];
        for (int position : group) {
            for (int stratum = 0; stratum < total.length - 1; stratum++) {
                shares[stratum] += strata[position][stratum] ? 1 / total[stratum] : 0;
            }
            shares[total.length - 1] += 1 / total[total.length - 1];
        }
        return shares;
    }

    private static double largest(double[] shares) {
        return Arrays.stream(shares).max().orElse(0);
    }

    /** What every part has of every stratum, and what it should have. */
    private static final class Balance {

        private final double[] wanted; // [parts], as shares of the whole
        private final double[][] placed; // [parts][strata]
        private final boolean[] filled;
        private int empty;

        Balance(double[] weights, int strata) {
            double total = Arrays.stream(weights).sum();
            wanted = Arrays.stream(weights).map(weight -> weight / total).toArray();
            placed = new double[weights.length][strata];
            filled = new boolean[weights.length];
            empty = weights.length;
        }

        /** @param left groups that are to be placed, this one among them */
        int place(double[] shares, int left) {
            int best = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int part = 0; part < wanted.length; part++) {
                double growth = growth(part, shares);
                if (!(filled[part] && left <= empty) && growth < least) {
                    best = part;
                    least = growth;
                }
            }
            empty -= filled[best] ? 0 : 1;
            filled[best] = true;
            for (int stratum = 0; stratum < shares.length; stratum++) {
                placed[best][stratum] += shares[stratum];
            }
            return best;
        }

        /** Of the squared distance to what the part should have, relative to that. */
        private double growth(int part, double[] shares) {
            double growth = 0;
            for (int stratum = 0; stratum < shares.length; stratum++) {
                double lacking = wanted[part] - placed[part][stratum];
                growth += shares[stratum] * (shares[stratum] - 2 * lacking) / wanted[part];
            }
            return growth;
        }
    }
}
