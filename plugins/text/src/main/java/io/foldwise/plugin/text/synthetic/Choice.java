package io.foldwise.plugin.text.synthetic;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A choice among things of different frequency.
 *
 * @param weights how often each is chosen, relative to the others
 */
record Choice(double[] weights) {

    /** The first of n things is the most frequent; the others follow in even steps down to {@code last} times as often. */
    static Choice fading(int n, double last) {
        double[] weights = new double[n];
        Arrays.setAll(weights, i -> Math.pow(last, i / Math.max(1.0, n - 1.0)));
        return new Choice(weights);
    }

    /** One of the things, by number. */
    int draw(SplittableRandom random) {
        double left = random.nextDouble() * Arrays.stream(weights).sum();
        int i = 0;
        while (i < weights.length - 1 && left >= weights[i]) {
            left -= weights[i++];
        }
        return i;
    }

    /** The same choice elsewhere: every weight up to 8^amount times larger or smaller. */
    Choice shifted(double amount, SplittableRandom random) {
        double[] shifted = new double[weights.length];
        Arrays.setAll(shifted, i -> weights[i] * Math.pow(8, amount * (2 * random.nextDouble() - 1)));
        return new Choice(shifted);
    }
}
