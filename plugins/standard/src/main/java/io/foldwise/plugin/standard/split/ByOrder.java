package io.foldwise.plugin.standard.split;

import io.foldwise.spi.data.Dataset;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Contiguous parts, in the order of the rows. Sizes are the weights' proportions, rounded. */
final class ByOrder implements Division {

    @Override
    public int[] assign(Dataset data, int[] rows, double[] weights, SplittableRandom random) {
        int[] parts = new int[rows.length];
        double total = Arrays.stream(weights).sum();
        double before = 0;
        for (int part = 0; part < weights.length; part++) {
            int from = (int) Math.round(before * rows.length / total);
            before += weights[part];
            int to = part == weights.length - 1 ? rows.length : (int) Math.round(before * rows.length / total);
            Arrays.fill(parts, from, to, part);
        }
        return parts;
    }
}
