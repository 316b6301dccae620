package io.foldwise.report.page;

import io.foldwise.engine.ensemble.EnsembleChoice;
import io.foldwise.engine.validation.Scores;
import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Cell;
import io.foldwise.report.html.Part.Column;
import io.foldwise.report.html.Part.Row;
import io.foldwise.report.html.Part.Table;
import io.foldwise.report.html.Part.Text;
import io.foldwise.report.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which folds predict the test together, and what post-processing learned. */
final class EnsembleBlock implements Block {

    @Override
    public String id() {
        return "ensemble";
    }

    @Override
    public String title() {
        return "Ensemble and post-processing";
    }

    @Override
    public List<Part> parts(RunFacts facts) {
        List<Part> parts = new ArrayList<>();
        if (facts.live().isPresent()) {
            return parts;
        }
        facts.run().ensemble().ifPresent(choice -> parts.add(members(choice, facts)));
        facts.scores().filter(scores -> !scores.ensemble().isEmpty()).ifPresent(scores -> parts.add(together(scores)));
        facts.run()
                .postProcessing()
                .ifPresent(record -> record.steps()
                        .forEach(step -> parts.add(new Text(
                                "Post-processing of " + step.head() + ": " + step.type()
                                        + (step.values().isEmpty()
                                                ? ", which learns nothing."
                                                : ", learned from all out-of-fold predictions: "
                                                        + step.values().entrySet().stream()
                                                                .limit(Columns.MOST)
                                                                .map(value -> value.getKey() + " "
                                                                        + Words.number(value.getValue()))
                                                                .collect(Collectors.joining(", "))
                                                        + "."),
                                ""))));
        return parts;
    }

    private static Table members(EnsembleChoice choice, RunFacts facts) {
        Optional<Boolean> higher = facts.scores().flatMap(scores -> facts.run().higherIsBetter(scores.primaryMetric()));
        String ranked = facts.run().selection().isPresent() ? ", as trials are ranked" : "";
        List<Row> rows = choice.members().stream()
                .map(member -> Row.of(
                        "trial " + member.trial() + ", fold " + member.fold(),
                        Cell.filled(String.format(Locale.ROOT, "%.1f %%", 100 * member.weight()), member.weight()),
                        Words.number(higher.map(larger -> larger ? member.score() : -member.score())
                                .orElse(Math.abs(member.score())))))
                .toList();
        return Table.cut(
                "What predicts the test together: the weighted mean of "
                        + choice.average().name().toLowerCase(Locale.ROOT),
                Column.of("member", "#weight", "#primary metric on its held-out samples" + ranked),
                rows,
                Columns.MOST,
                "ensemble.json");
    }

    private static Table together(Scores scores) {
        Scores.EnsembleRow last = scores.ensemble().get(scores.ensemble().size() - 1);
        List<Column> columns = new ArrayList<>(List.of(new Column("trials", false)));
        last.outOfFold().keySet().forEach(metric -> columns.add(Column.numbers(metric + ", pooled")));
        last.test().keySet().forEach(metric -> columns.add(Column.numbers("test " + metric)));
        List<Row> rows = new ArrayList<>();
        for (Scores.EnsembleRow row : scores.ensemble()) {
            List<Cell> cells = new ArrayList<>();
            boolean together = row.trials().size() > 1;
            cells.add(Cell.of(together ? "together" : "trial " + row.trials().get(0)));
            row.outOfFold().values().forEach(value -> cells.add(Cell.of(Words.number(value))));
            row.test().values().forEach(value -> cells.add(Cell.of(Words.number(value))));
            rows.add(new Row(cells, together ? "total" : ""));
        }
        return new Table("Trials of the ensemble, alone and together", columns, rows, "");
    }
}
