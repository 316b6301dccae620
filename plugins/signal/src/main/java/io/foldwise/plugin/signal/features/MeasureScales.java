package io.foldwise.plugin.signal.features;

/**
 * What measures are shifted and scaled by to have mean 0 and deviation 1, and features for a linear model: each scaled measure, and how
 * far it is from usual in either direction.
 *
 * @param deviations 1 where a measure is always the same
 */
record MeasureScales(double[] means, double[] deviations) {

    /** Scaled measures that are farther from 0 are brought here: a measure that failed once must not decide alone. */
    private static final double FARTHEST = 5;

    /** How far normal numbers are from their mean, in deviations: the square root of 2 / pi. */
    private static final double USUAL = 0.798;

    /** A deviation that is so much smaller than the mean is rounding, whatever the unit. */
    private static final double NOTHING = 1e-9;

    /** @param measured {@code [samples][measures]}; of what is NaN nothing is learned */
    static MeasureScales of(double[][] measured) {
        int width = measured[0].length;
        double[] means = new double[width];
        double[] deviations = new double[width];
        for (int measure = 0; measure < width; measure++) {
            double sum = 0;
            double squares = 0;
            int count = 0;
            for (double[] sample : measured) {
                if (!Double.isNaN(sample[measure])) {
                    sum += sample[measure];
                    count++;
                }
            }
            means[measure] = count == 0 ? 0 : sum / count;
            for (double[] sample : measured) {
                if (!Double.isNaN(sample[measure])) {
                    squares += (sample[measure] - means[measure]) * (sample[measure] - means[measure]);
                }
            }
            double deviation = count == 0 ? 0 : Math.sqrt(squares / count);
            deviations[measure] = deviation > NOTHING * Math.abs(means[measure]) ? deviation : 1;
        }
        return new MeasureScales(means, deviations);
    }

    /** The number of features: two of each measure. */
    int width() {
        return 2 * means.length;
    }

    /**
     * The features of some samples, {@code [samples][width]}: scaled measures {@code z}, and behind them {@code |z|} less what is
     * usual; 0 where something could not be measured.
     */
    float[][] features(double[][] measured) {
        float[][] features = new float[measured.length][width()];
        for (int sample = 0; sample < measured.length; sample++) {
            for (int measure = 0; measure < means.length; measure++) {
                double scaled = (measured[sample][measure] - means[measure]) / deviations[measure];
                if (!Double.isNaN(scaled)) {
                    double near = Math.max(-FARTHEST, Math.min(FARTHEST, scaled));
                    features[sample][measure] = (float) near;
                    features[sample][means.length + measure] = (float) (Math.abs(near) - USUAL);
                }
            }
        }
        return features;
    }
}
