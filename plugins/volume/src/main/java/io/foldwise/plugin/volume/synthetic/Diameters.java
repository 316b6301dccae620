package io.foldwise.plugin.volume.synthetic;

import java.util.SplittableRandom;

/**
 * How large nodules are: as the 1186 of LUNA16 (Setio et al. 2017, "Validation, comparison, and combination of algorithms for automatic
 * detection of pulmonary nodules in computed tomography images"), of which three in four are below 10 mm.
 */
final class Diameters {

    /** Of every twentieth part of them, in millimetres. */
    private static final double[] QUANTILES = {
        3.25, 4.09, 4.40, 4.67, 4.90, 5.11, 5.31, 5.63, 5.90, 6.17, 6.43, 6.87, 7.30, 7.92, 8.72, 9.70, 11.07, 12.86,
        15.48, 18.95, 32.27
    };

    private Diameters() {}

    /** The one that a share of them is smaller than. */
    static double quantile(double share) {
        double place = share * (QUANTILES.length - 1);
        int below = Math.min(QUANTILES.length - 2, (int) place);
        return QUANTILES[below] + (place - below) * (QUANTILES[below + 1] - QUANTILES[below]);
    }

    /** One at random; those out of bounds are drawn again. */
    static double any(double least, double most, SplittableRandom random) {
        while (true) {
            double diameter = quantile(random.nextDouble());
            if (diameter >= least && diameter <= most) {
                return diameter;
            }
        }
    }
}
