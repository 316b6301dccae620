package io.foldwise.report.compare;

import io.foldwise.report.statistics.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * The percentile bootstrap (Efron, 1979): a number is computed again on as many samples as there are, drawn with replacement,
 * and again; the middle 95 % of what comes out is the interval. Draws are the same for every number of as many samples, so that two
 * runs are always seen on the same ones.
 *
 * @param resamples how many times
 */
record Bootstrap(int resamples) {

    static final long SEED = 2021;

    private static final double TAIL = 0.025;

    /**
     * The interval of a number; unknown where the number is not defined on one of the draws.
     *
     * @param samples how many there are
     * @param number of the places of drawn samples
     */
    Interval interval(int samples, ToDoubleFunction<int[]> number) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] numbers = new double[resamples];
        int[] drawn = new int[samples];
        for (int resample = 0; resample < resamples; resample++) {
            for (int place = 0; place < samples; place++) {
                drawn[place] = random.nextInt(samples);
            }
            numbers[resample] = number.applyAsDouble(drawn);
            if (Double.isNaN(numbers[resample])) {
                return Interval.UNKNOWN;
            }
        }
        Arrays.sort(numbers);
        int low = (int) Math.floor(TAIL * resamples);
        int high = Math.max(low, (int) Math.ceil((1 - TAIL) * resamples) - 1);
        return new Interval(numbers[low], numbers[high]);
    }
}
