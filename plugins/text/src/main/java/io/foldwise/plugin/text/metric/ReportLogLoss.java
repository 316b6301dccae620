package io.foldwise.plugin.text.metric;

/** The contest's mlogloss: the mean, over labels, of each label's mean logarithmic loss. */
final class ReportLogLoss {

    /** Probabilities are kept this far from 0 and 1, as the contest says. */
    private static final double CLIP = 1e-15;

    private ReportLogLoss() {}

    /**
     * The mean over the columns from {@code first} to before {@code end}, in double throughout.
     *
     * @param targets {@code [samples][labels]}
     * @param probabilities {@code [samples][labels]}
     * @return NaN without samples
     */
    static double mean(float[][] targets, float[][] probabilities, int first, int end) {
        double sum = 0;
        for (int row = 0; row < targets.length; row++) {
            for (int column = first; column < end; column++) {
                double probability = Math.min(Math.max(probabilities[row][column], CLIP), 1 - CLIP);
                double target = targets[row][column];
                sum -= target * Math.log(probability) + (1 - target) * Math.log(1 - probability);
            }
        }
        return sum / targets.length / (end - first);
    }
}
