package io.foldwise.report.page;

import io.foldwise.engine.study.TaskRecord;
import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Column;
import io.foldwise.report.html.Part.Row;
import io.foldwise.report.html.Part.Table;
import io.foldwise.report.words.Words;
import java.util.ArrayList;
import java.util.List;

/** The samples that were predicted worst, by head. */
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
        facts.run()
                .task()
                .map(TaskRecord::heads)
                .orElse(List.of())
                .forEach(head -> WorstSamples.of(facts, head, MOST)
                        .filter(worst -> !worst.samples().isEmpty())
                        .ifPresent(worst -> parts.add(table(facts, worst))));
        return parts;
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
