package io.foldwise.spi.data;

import java.util.List;

/**
 * How well training samples and test samples can be told apart (adversarial validation). If they can, random folds of the
 * training samples say little about the test.
 *
 * @param auc the area under the curve of a classifier, on samples that it was not fitted on: 1 if every sample tells where
 *     it is from, 0.5 if they differ by chance, clearly below 0.5 if someone dealt the samples out more evenly than that
 * @param giveaways what tells most, the most telling first
 */
public record Shift(double auc, List<Giveaway> giveaways) {

    public Shift {
        giveaways = List.copyOf(giveaways);
    }

    /**
     * Something that samples have or have not, and that is not equally frequent in training and test.
     *
     * @param feature what it is, in words of the modality
     * @param inTraining the share of training samples that have it, 0 to 1
     * @param inTest the share of test samples that have it, 0 to 1
     */
    public record Giveaway(String feature, double inTraining, double inTest) {}
}
