package io.foldwise.cli.report;

import io.foldwise.report.words.Words;
import io.foldwise.spi.data.Shift;
import io.foldwise.spi.data.Shift.Giveaway;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How far training and test samples differ.
 *
 * @param meaning what follows for the experiment's scores, in a sentence
 */
public record ShiftSummary(
        String name, int trainingSamples, int testSamples, double auc, String meaning, List<Giveaway> giveaways) {

    /** From here on scores on random folds are not to be taken for scores on the test. */
    private static final double TOLD_APART = 0.6;

    public static ShiftSummary of(String name, int trainingSamples, int testSamples, Shift shift) {
        String meaning = meaning(shift.auc(), byChance(trainingSamples, testSamples));
        return new ShiftSummary(name, trainingSamples, testSamples, shift.auc(), meaning, shift.giveaways());
    }

    /** How far from 0.5 the AUC of samples that are alike comes now and then: two of its deviations (Mann and Whitney). */
    private static double byChance(double trainingSamples, double testSamples) {
        return 2 * Math.sqrt((trainingSamples + testSamples + 1) / (12 * trainingSamples * testSamples));
    }

    private static String meaning(double auc, double byChance) {
        if (auc < TOLD_APART) {
            return "hardly to be told apart: what random folds say should hold for the test as well";
        }
        return auc - 0.5 < byChance
                ? "too few samples to say: with so few, alike ones come as far by chance"
                : "told apart: random folds flatter; believe grouped folds, or the scores of a labelled test set";
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("samples  %d for training, %d for the test".formatted(trainingSamples, testSamples));
        lines.add("AUC      %s (0.5: alike, 1: every sample tells where it is from)".formatted(Words.number(auc)));
        lines.add("meaning  " + meaning);
        lines.add("");
        TextTable table = TextTable.ofNumbers("giveaway", "in training", "in test");
        giveaways.forEach(
                giveaway -> table.row(giveaway.feature(), percent(giveaway.inTraining()), percent(giveaway.inTest())));
        lines.addAll(table.lines());
        return lines;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
