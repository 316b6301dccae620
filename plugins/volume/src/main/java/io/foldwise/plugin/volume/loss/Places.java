package io.foldwise.plugin.volume.loss;

import io.foldwise.plugin.volume.box.Anchors;

/**
 * The places of a batch that are trained on. A place has five numbers: a logit, of which the target is 1, 0, or -1 where it is ignored;
 * and four of a box, which count where the target is 1.
 *
 * @param found where in the arrays those begin that are to find a nodule
 * @param nothing where those begin that are to find none
 */
record Places(int[] found, int[] nothing) {

    /** A target above it is to be found; labels between 0 and 1 do not occur. */
    private static final double HALF = 0.5;

    static Places of(double[] targets) {
        int positives = 0;
        int negatives = 0;
        for (int at = 0; at < targets.length; at += Anchors.NUMBERS) {
            positives += targets[at] > HALF ? 1 : 0;
            negatives += targets[at] >= 0 && targets[at] <= HALF ? 1 : 0;
        }
        Places places = new Places(new int[positives], new int[negatives]);
        positives = 0;
        negatives = 0;
        for (int at = 0; at < targets.length; at += Anchors.NUMBERS) {
            if (targets[at] > HALF) {
                places.found[positives++] = at;
            } else if (targets[at] >= 0) {
                places.nothing[negatives++] = at;
            }
        }
        return places;
    }

    /**
     * Adds the smooth L1 loss of the boxes, {@code x^2 / 2} up to 1 and {@code |x| - 1/2} beyond, summed over the four numbers, the mean over
     * the places that are to find a nodule.
     *
     * @param gradient takes the derivative
     * @return the loss; 0 where nothing is to be found
     */
    double boxes(double[] logits, double[] targets, double[] gradient) {
        double sum = 0;
        for (int at : found) {
            for (int number = at + 1; number < at + Anchors.NUMBERS; number++) {
                double error = logits[number] - targets[number];
                double size = Math.abs(error);
                sum += size < 1 ? error * error / 2 : size - 0.5;
                gradient[number] = (size < 1 ? error : Math.signum(error)) / found.length;
            }
        }
        return found.length == 0 ? 0 : sum / found.length;
    }
}
