package io.foldwise.report.page;

import io.foldwise.engine.validation.Leaks;
import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Column;
import io.foldwise.report.html.Part.Row;
import io.foldwise.report.html.Part.Table;
import io.foldwise.report.html.Part.Text;
import java.util.ArrayList;
import java.util.List;

/** Whether held-out samples are equal to samples that were learned from. */
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
        if (!parts.isEmpty()) {
            parts.add(new Text(
                    "Whether training samples can be told from test samples is asked with `foldwise shift "
                            + "EXPERIMENT`; a run does not ask it.",
                    "small"));
        }
        return parts;
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
