package io.foldwise.report.page;

import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Cell;
import io.foldwise.report.html.Part.Column;
import io.foldwise.report.html.Part.Row;
import io.foldwise.report.html.Part.Table;
import io.foldwise.report.html.Part.Text;
import io.foldwise.report.reading.LogTail;
import io.foldwise.report.words.Words;
import io.foldwise.spi.Escapes;
import java.util.ArrayList;
import java.util.List;

/** What is being trained, or why a run is not whole. */
final class ProgressBlock implements Block {

    @Override
    public String id() {
        return "progress";
    }

    @Override
    public String title() {
        return "Progress";
    }

    @Override
    public List<Part> parts(RunFacts facts) {
        if (facts.live().isPresent()) {
            return live(facts.live().get());
        }
        if (facts.run().finished()) {
            return List.of();
        }
        List<Part> parts = new ArrayList<>();
        facts.run()
                .trials()
                .forEach(trial -> trial.failures()
                        .forEach((fold, failure) -> parts.add(new Text(
                                "trial " + trial.number() + " fold " + fold + ": " + failure.reason(), "warning"))));
        LogTail.errors(facts.run().folder()).forEach(line -> parts.add(new Text(line, "warning")));
        parts.add(new Text(
                "`foldwise resume "
                        + Escapes.argument(
                                CommandsBlock.place(facts.run().folder().path()))
                        + "` goes on with it; what is finished is kept.",
                "note"));
        return parts;
    }

    private static List<Part> live(LiveState state) {
        List<Part> parts = new ArrayList<>();
        List<Row> rows = state.training().stream()
                .map(unit -> Row.of(
                        "trial " + unit.trial() + ", fold " + unit.fold(),
                        Cell.filled(
                                unit.history().epochs() + " of " + unit.planned(),
                                unit.planned() == 0
                                        ? 0
                                        : (double) unit.history().epochs() / unit.planned()),
                        unit.history().epochs() == 0
                                ? ""
                                : Words.number(
                                        unit.history().loss().get(unit.history().epochs() - 1)),
                        unit.best().map(Words::number).orElse("")))
                .toList();
        if (!rows.isEmpty()) {
            parts.add(new Table(
                    "In training", Column.of("unit", "#epochs", "#loss", "#best of the primary metric"), rows, ""));
        }
        state.messages().forEach(message -> parts.add(new Text(message, "note")));
        return parts;
    }
}
