package io.foldwise.report.page;

import io.foldwise.engine.validation.Leaks;
import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Column;
import io.foldwise.report.html.Part.Row;
import io.foldwise.report.html.Part.Table;
import io.foldwise.report.html.Part.Text;
import io.foldwise.report.shift.MeasuredShift;
import io.foldwise.report.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether held-out samples are equal to samples that were learned from, and whether test samples are of another kind. */
final class LeaksBlock implements Block {

    @Override
    public String id() {
        return "leaks";
    }

    @Override
    public String title() {
        return "Leaks and shift";
    }

    @Override
    public List<Part> parts(RunFacts facts) {
        List<Part> parts = new ArrayList<>();
        facts.run().leaks().ifPresent(leaks -> {
            if (leaks.equal() == 0) {
                parts.add(new Text(
                        "None of " + leaks.heldOut()
                                + " held-out samples is equal to a training sample of its fold. Near copies and"
                                + " samples of the same patient are not looked for here: that is the split's matter.",
                        ""));
            } else {
                parts.add(table(leaks));
            }
            leaks.notices().forEach(notice -> parts.add(new Text(notice, "small")));
        });
        Optional<MeasuredShift> shift =
                facts.scores().isPresent() ? MeasuredShift.read(facts.run().folder()) : Optional.empty();
        if (shift.isPresent()) {
            parts.addAll(shift(shift.get()));
        } else if (!parts.isEmpty()) {
            parts.add(new Text(
                    "Whether training samples can be told from test samples, `foldwise shift EXPERIMENT` says of texts; a run"
                            + " asks it where there are not too many of them.",
                    "small"));
        }
        return parts;
    }

    private static List<Part> shift(MeasuredShift shift) {
        List<Row> rows = shift.giveaways().stream()
                .map(giveaway -> Row.of(giveaway.feature(), percent(giveaway.inTraining()), percent(giveaway.inTest())))
                .toList();
        return List.of(
                new Text(
                        "A classifier tells " + shift.trainingSamples() + " training from " + shift.testSamples()
                                + " test samples with an AUC of " + Words.number(shift.auc())
                                + " (0.5: alike, 1: every sample tells where it is from). In words: " + shift.meaning()
                                + ".",
                        ""),
                Table.cut(
                        "What gives it away, and in which share of samples it is",
                        Column.of("giveaway", "#in training", "#in test"),
                        rows,
                        Columns.MOST,
                        "shift.json"));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static Table table(Leaks leaks) {
        List<Row> rows = leaks.folds().stream()
                .map(fold -> Row.of(
                        fold.fold(),
                        fold.heldOut(),
                        fold.equal(),
                        fold.equal() == 0 ? "" : fold.heldOutId(),
                        fold.equal() == 0 ? "" : fold.trainingId()))
                .toList();
        return Table.cut(
                "Held-out samples that are equal to a training sample of their fold",
                Column.of("fold", "#held out", "#equal", "such as", "and in training"),
                rows,
                Columns.MOST,
                "leaks.json");
    }
}
