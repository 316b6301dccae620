package io.foldwise.report.page;

import io.foldwise.engine.postprocessing.PostProcessingRecord;
import io.foldwise.engine.store.TaskRecord.Asked;
import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Cell;
import io.foldwise.report.html.Part.Column;
import io.foldwise.report.html.Part.Row;
import io.foldwise.report.html.Part.Table;
import io.foldwise.report.reading.HeadTable;
import io.foldwise.report.statistics.Binary;
import io.foldwise.report.statistics.Calibration;
import io.foldwise.report.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** How each label or class went: how frequent it is, how well it is ranked, how sure the model was. */
final class LabelsBlock implements Block {

    private static final double SMALL = 1e-7;

    @Override
    public String id() {
        return "labels";
    }

    @Override
    public String title() {
        return "Labels";
    }

    @Override
    public List<Part> parts(RunFacts facts) {
        List<Part> parts = new ArrayList<>();
        facts.tables().values().stream()
                .filter(Columns::ofProbabilities)
                .forEach(table -> parts.add(table(facts, table)));
        return parts;
    }

    private static Table table(RunFacts facts, HeadTable table) {
        Columns columns = new Columns(table);
        int[] shown = columns.shown(Columns.MOST);
        boolean learned = learned(facts, table.head(), columns.name(0)).isPresent();
        List<Column> heads = Column.of(
                "label",
                "#positive",
                "#prevalence",
                "#AUC",
                "#average precision",
                "#log loss",
                "#of base rate",
                "#F1 at 0.5",
                "#best F1",
                learned ? "#threshold (learned)" : "#its threshold",
                "#calibration slope");
        List<Row> rows = new ArrayList<>();
        for (int column : shown) {
            rows.add(row(facts, columns, column));
        }
        String more = shown.length < columns.count()
                ? " The " + shown.length + " most frequent of " + columns.count()
                        + "; predictions and targets of all are in oof.csv and truth.csv."
                : "";
        return new Table(
                "Out of fold, pooled" + facts.of(table.head()),
                heads,
                rows,
                "AUC is pooled over folds. The best F1 and its threshold were found on the samples that they are shown for, which flatters"
                        + " them. A calibration slope below 1 says that probabilities are too sure of themselves, above 1 too timid."
                        + more);
    }

    private static Row row(RunFacts facts, Columns columns, int column) {
        Binary binary = columns.binary(column);
        double rate = (double) binary.positives() / Math.max(1, binary.samples());
        double loss = logLoss(columns.predictions(column), columns.truth(column));
        double ofRate = entropy(rate);
        OptionalDouble learned = learned(facts, columns.table().head(), columns.name(column));
        double threshold = binary.bestThreshold();
        return Row.of(
                columns.name(column),
                Integer.toString(binary.positives()),
                Cell.filled(percent(rate), rate),
                binary.both() ? Words.number(binary.auc()) : "",
                binary.positives() > 0 ? Words.number(binary.averagePrecision()) : "",
                Cell.marked(Words.number(loss), loss > ofRate ? "bad" : ""),
                Words.number(ofRate),
                binary.positives() > 0 ? Words.number(binary.f1(0.5)) : "",
                binary.positives() > 0 ? Words.number(binary.f1(threshold)) : "",
                learned.isPresent() ? Words.number(learned) : Double.isNaN(threshold) ? "" : Words.number(threshold),
                slope(columns, column));
    }

    private static String slope(Columns columns, int column) {
        double slope = Calibration.slope(columns.predictions(column), columns.truth(column));
        return Double.isNaN(slope) ? "" : Words.number(slope);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static double logLoss(double[] predictions, double[] truth) {
        double sum = 0;
        for (int sample = 0; sample < predictions.length; sample++) {
            double p = Math.max(SMALL, Math.min(1 - SMALL, predictions[sample]));
            sum -= truth[sample] * Math.log(p) + (1 - truth[sample]) * Math.log(1 - p);
        }
        return sum / predictions.length;
    }

    private static double entropy(double rate) {
        return rate <= 0 || rate >= 1 ? 0 : -rate * Math.log(rate) - (1 - rate) * Math.log(1 - rate);
    }

    /** What post-processing has learned of a column, a step that has a number for each between 0 and 1. */
    private static OptionalDouble learned(RunFacts facts, Asked head, String column) {
        return facts.run().postProcessing().map(PostProcessingRecord::steps).orElse(List.of()).stream()
                .filter(step -> step.head().equals(head.name()) && step.type().contains("threshold"))
                .filter(step -> step.values().containsKey(column))
                .mapToDouble(step -> step.values().get(column))
                .findFirst();
    }
}
