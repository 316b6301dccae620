package io.foldwise.report.page;

import io.foldwise.engine.store.TaskRecord.Meaning;
import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Cell;
import io.foldwise.report.html.Part.Column;
import io.foldwise.report.html.Part.Row;
import io.foldwise.report.html.Part.Table;
import io.foldwise.report.reading.HeadTable;
import io.foldwise.report.statistics.Binary;
import io.foldwise.spi.data.Classes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What is taken for what: classes as a matrix, labels as pairs of one that was missed and one that was said in its place. */
final class ConfusionBlock implements Block {

    private static final int MOST_CLASSES = 25;
    private static final int MOST_PAIRS = 15;

    @Override
    public String id() {
        return "confusion";
    }

    @Override
    public String title() {
        return "Confusion";
    }

    @Override
    public List<Part> parts(RunFacts facts) {
        List<Part> parts = new ArrayList<>();
        for (HeadTable table : facts.tables().values()) {
            if (!Columns.ofProbabilities(table)) {
                continue;
            }
            if (table.head().meaning() == Meaning.CLASSES) {
                parts.add(
                        table.head().columns().size() <= MOST_CLASSES
                                ? matrix(facts, table)
                                : classPairs(facts, table));
            } else if (table.head().columns().size() > 1) {
                List<Row> pairs = labelPairs(table);
                if (!pairs.isEmpty()) {
                    parts.add(Table.cut(
                            "Labels that were missed while another was said wrongly, at 0.5" + facts.of(table.head()),
                            Column.of("missed", "said in its place", "#samples", "#of those missed"),
                            pairs,
                            MOST_PAIRS,
                            ""));
                }
            }
        }
        return parts;
    }

    private static long[][] counts(HeadTable table) {
        int classes = table.head().columns().size();
        long[][] counts = new long[classes][classes];
        for (int sample = 0; sample < table.samples(); sample++) {
            counts[Classes.largest(table.truth()[sample])][Classes.largest(table.predictions()[sample])]++;
        }
        return counts;
    }

    private static Table matrix(RunFacts facts, HeadTable table) {
        List<String> classes = table.head().columns();
        long[][] counts = counts(table);
        List<Column> columns = new ArrayList<>(List.of(new Column("true \\ predicted", false)));
        classes.forEach(name -> columns.add(Column.numbers(name)));
        columns.add(Column.numbers("recall"));
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < classes.size(); row++) {
            long sum = 0;
            for (long count : counts[row]) {
                sum += count;
            }
            List<Cell> cells = new ArrayList<>(List.of(Cell.of(classes.get(row))));
            for (long count : counts[row]) {
                cells.add(Cell.filled(Long.toString(count), sum == 0 ? 0 : (double) count / sum));
            }
            cells.add(Cell.of(sum == 0 ? "" : percent((double) counts[row][row] / sum)));
            rows.add(new Row(cells, ""));
        }
        return new Table("The most probable class against the true one" + facts.of(table.head()), columns, rows, "");
    }

    private static Table classPairs(RunFacts facts, HeadTable table) {
        List<String> classes = table.head().columns();
        long[][] counts = counts(table);
        record Pair(int truth, int said, long count) {}
        List<Pair> pairs = new ArrayList<>();
        for (int truth = 0; truth < counts.length; truth++) {
            for (int said = 0; said < counts.length; said++) {
                if (truth != said && counts[truth][said] > 0) {
                    pairs.add(new Pair(truth, said, counts[truth][said]));
                }
            }
        }
        List<Row> rows = pairs.stream()
                .sorted(Comparator.comparingLong(pair -> -pair.count()))
                .map(pair -> Row.of(classes.get(pair.truth()), classes.get(pair.said()), pair.count()))
                .toList();
        return Table.cut(
                "Classes that were taken for others" + facts.of(table.head()),
                Column.of("true", "predicted", "#samples"),
                rows,
                MOST_PAIRS,
                "");
    }

    private static List<Row> labelPairs(HeadTable table) {
        List<String> labels = table.head().columns();
        int[][] pairs = new int[labels.size()][labels.size()];
        int[] missed = new int[labels.size()];
        for (int sample = 0; sample < table.samples(); sample++) {
            float[] truth = table.truth()[sample];
            float[] said = table.predictions()[sample];
            for (int label = 0; label < truth.length; label++) {
                if (Binary.positive(truth[label]) && said[label] < 0.5) {
                    missed[label]++;
                    for (int other = 0; other < truth.length; other++) {
                        if (!Binary.positive(truth[other]) && said[other] >= 0.5) {
                            pairs[label][other]++;
                        }
                    }
                }
            }
        }
        record Pair(int label, int other, int count) {}
        List<Pair> found = new ArrayList<>();
        for (int label = 0; label < pairs.length; label++) {
            for (int other = 0; other < pairs.length; other++) {
                if (pairs[label][other] > 0) {
                    found.add(new Pair(label, other, pairs[label][other]));
                }
            }
        }
        return found.stream()
                .sorted(Comparator.comparingInt(pair -> -pair.count()))
                .map(pair -> Row.of(
                        labels.get(pair.label()),
                        labels.get(pair.other()),
                        pair.count(),
                        percent((double) pair.count() / missed[pair.label()])))
                .toList();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
