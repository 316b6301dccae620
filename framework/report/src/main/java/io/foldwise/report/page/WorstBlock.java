package io.foldwise.report.page;

import io.foldwise.engine.store.TaskRecord;
import io.foldwise.report.exhibit.Exhibits;
import io.foldwise.report.exhibit.Exhibits.Exhibited;
import io.foldwise.report.exhibit.WordWeights;
import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Column;
import io.foldwise.report.html.Part.Grid;
import io.foldwise.report.html.Part.Row;
import io.foldwise.report.html.Part.Sample;
import io.foldwise.report.html.Part.Table;
import io.foldwise.report.html.Part.Text;
import io.foldwise.report.words.Words;
import io.foldwise.spi.Escapes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The samples that were predicted worst, by head, and what they look like. */
final class WorstBlock implements Block {

    static final int MOST = 20;

    @Override
    public String id() {
        return "worst";
    }

    @Override
    public String title() {
        return "Worst samples";
    }

    @Override
    public List<Part> parts(RunFacts facts) {
        List<Part> parts = new ArrayList<>();
        if (facts.scores().isEmpty()) {
            return parts;
        }
        Map<String, Exhibited> exhibits = Exhibits.read(facts.run().folder()).byId();
        Set<String> shown = new HashSet<>();
        facts.run()
                .task()
                .map(TaskRecord::heads)
                .orElse(List.of())
                .forEach(head -> WorstSamples.of(facts, head, MOST)
                        .filter(worst -> !worst.samples().isEmpty())
                        .ifPresent(worst -> {
                            parts.add(table(facts, worst));
                            List<Sample> drawn = worst.samples().stream()
                                    .filter(sample -> exhibits.containsKey(sample.id()) && shown.add(sample.id()))
                                    .map(sample -> drawn(worst, sample, exhibits.get(sample.id())))
                                    .toList();
                            if (!drawn.isEmpty()) {
                                parts.add(new Grid(drawn));
                            }
                        }));
        if (exhibits.values().stream().anyMatch(exhibited -> exhibited.weights().largest() > 0)) {
            parts.add(new Text(
                    "The weight of a token is the prediction, less the one without the token, by the model that held the sample"
                            + " out: blue and underlined where the prediction is larger for it, orange and dashed where it is smaller,"
                            + " the stronger the more; pointing at a token shows the number. Weights of neighbours that say the same"
                            + " are small: without one of them, the other is still there.",
                    "small"));
        }
        if (!shown.isEmpty()) {
            parts.add(new Text(
                    "Samples of the data are part of this page: it is to be passed on as the data is. `execution.page = false` writes none.",
                    "small"));
        }
        return parts;
    }

    private static Sample drawn(WorstSamples worst, WorstSamples.Sample sample, Exhibited exhibited) {
        List<String> told = new ArrayList<>();
        told.add(worst.measure() + " " + Words.number(sample.error())
                + (sample.fold() < 0 ? "" : ", held out by fold " + sample.fold()));
        if (!sample.why().isEmpty()) {
            told.add(Escapes.line(sample.why()));
        }
        WordWeights weights = exhibited.weights();
        if (weights.largest() > 0) {
            told.add("tokens by their weight in the prediction of " + Escapes.line(weights.column()) + ", "
                    + Words.number(weights.prediction()) + "; the largest weight is "
                    + Words.number(weights.largest()));
        }
        if (!weights.without().isEmpty()) {
            told.add(Escapes.line(weights.without()));
        }
        return new Sample(Escapes.line(sample.id()), told, ShownParts.pictures(exhibited), ShownParts.words(exhibited));
    }

    private static Table table(RunFacts facts, WorstSamples worst) {
        boolean reasons =
                worst.samples().stream().anyMatch(sample -> !sample.why().isEmpty());
        List<Column> columns = new ArrayList<>(Column.of("id", "#fold", "#" + worst.measure()));
        if (reasons) {
            columns.add(new Column("what was wrong", false));
        }
        List<Row> rows = worst.samples().stream()
                .map(sample -> reasons
                        ? Row.of(sample.id(), fold(sample), Words.number(sample.error()), sample.why())
                        : Row.of(sample.id(), fold(sample), Words.number(sample.error())))
                .toList();
        return new Table(
                "The " + rows.size() + " samples with the worst " + worst.measure() + facts.of(worst.head())
                        + ", out of fold",
                columns,
                rows,
                "Metrics of every sample are in sample-scores.csv.");
    }

    private static String fold(WorstSamples.Sample sample) {
        return sample.fold() < 0 ? "" : Integer.toString(sample.fold());
    }
}
