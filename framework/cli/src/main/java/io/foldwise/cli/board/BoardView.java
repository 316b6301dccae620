package io.foldwise.cli.board;

import io.foldwise.report.words.Words;
import io.foldwise.spi.Escapes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The live board as text: a line for the run, a head, and a line for every worker, none wider than the terminal. */
final class BoardView {

    private static final int BAR = 12;

    private BoardView() {}

    /**
     * A column of the workers' table.
     *
     * @param rank the higher, the sooner it is left out of a narrow table
     */
    private record Column(String head, int width, boolean right, int rank, Function<Row, String> cell) {
        String padded(String text) {
            String cut = text.length() > width ? text.substring(0, width) : text;
            String pad = " ".repeat(width - cut.length());
            return right ? pad + cut : cut + pad;
        }
    }

    private record Row(int worker, WorkerState state, Instant now) {}

    static List<String> lines(RunState state, int columns, int rows, Instant now) {
        List<String> lines = new ArrayList<>();
        RunPlan plan = state.plan();
        String progress = plan.experiment() + "  " + EventLine.progress(state, now);
        String withBar = plan.experiment() + "  " + bar(state.share(), 20) + "  " + EventLine.progress(state, now);
        lines.add(cut(withBar.length() < columns ? withBar : progress, columns));
        List<Column> table = fitting(table(plan), columns);
        lines.add(cut(line(table, Column::head), columns));
        int room = Math.max(1, rows - lines.size() - 2); // the cursor's line, and one for "more"
        for (Map.Entry<Integer, WorkerState> worker : state.workers().entrySet()) {
            if (room-- == 0) {
                lines.add("... and " + (state.workers().size() - lines.size() + 2) + " more workers");
                break;
            }
            Row row = new Row(worker.getKey(), worker.getValue(), now);
            lines.add(cut(line(table, column -> column.cell().apply(row)), columns));
        }
        return lines;
    }

    private static List<Column> table(RunPlan plan) {
        String best = "best " + plan.primaryMetric();
        return List.of(
                new Column("worker", 6, true, 3, row -> Integer.toString(row.worker())),
                new Column(
                        "unit",
                        18,
                        false,
                        0,
                        row -> row.state().unit().map(Object::toString).orElse("")),
                new Column("doing", 16, false, 4, row -> row.state().activity()),
                new Column("epoch", 7, true, 0, BoardView::epoch),
                new Column("", BAR, false, 7, BoardView::bar),
                new Column("loss", 8, true, 2, row -> Words.number(row.state().loss())),
                new Column(
                        best,
                        Math.max(8, best.length()),
                        true,
                        1,
                        row -> Words.number(row.state().best())),
                new Column("samples/s", 9, true, 6, BoardView::speed),
                new Column("left", 7, true, 5, BoardView::left));
    }

    private static String epoch(Row row) {
        WorkerState state = row.state();
        return state.epochs() == 0 ? "" : state.epoch() + "/" + state.epochs();
    }

    private static String bar(Row row) {
        return row.state().unit().isEmpty() ? "" : bar(row.state().share(), BAR);
    }

    private static String speed(Row row) {
        return row.state().samplesPerSecond().isPresent()
                ? Long.toString(Math.round(row.state().samplesPerSecond().getAsDouble()))
                : "";
    }

    private static String left(Row row) {
        Optional<Duration> left = row.state().left(row.now());
        return left.map(Words::time).orElse("");
    }

    private static String bar(double share, int width) {
        int inner = width - 2;
        int done = (int) Math.floor(Math.min(1, share) * inner);
        return "[" + "=".repeat(done) + " ".repeat(inner - done) + "]";
    }

    /** The columns that fit. */
    private static List<Column> fitting(List<Column> table, int columns) {
        List<Column> kept = new ArrayList<>(table);
        while (kept.size() > 1 && width(kept) >= columns) {
            kept.remove(kept.stream().max(Comparator.comparingInt(Column::rank)).orElseThrow());
        }
        return kept;
    }

    private static int width(List<Column> table) {
        return table.stream().mapToInt(column -> column.width() + 2).sum() - 2;
    }

    private static String line(List<Column> table, Function<Column, String> cell) {
        List<String> cells =
                table.stream().map(column -> column.padded(cell.apply(column))).toList();
        return String.join("  ", cells).stripTrailing();
    }

    /** The last column of a terminal stays free: some would go on to the next line. */
    private static String cut(String given, int columns) {
        String line = Escapes.line(given);
        return line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
    }
}
