package io.foldwise.cli.report;

import io.foldwise.report.shift.MeasuredShift;
import io.foldwise.report.words.Words;
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

    public static ShiftSummary of(String name, MeasuredShift shift) {
        return new ShiftSummary(
                name, shift.trainingSamples(), shift.testSamples(), shift.auc(), shift.meaning(), shift.giveaways());
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
