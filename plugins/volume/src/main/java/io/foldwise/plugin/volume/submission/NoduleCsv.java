package io.foldwise.plugin.volume.submission;

import io.foldwise.plugin.volume.box.Box;
import io.foldwise.plugin.volume.box.Nodules;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.ensemble.SubmissionFormat;
import io.foldwise.toolkit.table.CsvLines;
import io.foldwise.toolkit.table.CsvRow;
import io.foldwise.toolkit.table.Decimal;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Nodules as LUNA16 and Tianchi's contest of 2017 take them: {@code seriesuid,coordX,coordY,coordZ,probability}, a line for each, centres in
 * millimetres of the scanner's table. Scans stand in the predictions' order, the nodules of each from the most probable on; one without
 * nodules has no line.
 */
@Description("A CSV file of nodules, as LUNA16 asks for it: seriesuid,coordX,coordY,coordZ,probability")
public final class NoduleCsv implements SubmissionFormat {

    /** What is handed in. */
    public record Params(
            @Description("The most nodules of a scan, the most probable ones") @Default("100") @Positive
            int most,

            @Description("Nodules that are not more probable are left out")
            @Default("0")
            @DecimalMin("0")
            @DecimalMax("1")
            double above) {}

    private static final List<String> COLUMNS = List.of("seriesuid", "coordX", "coordY", "coordZ", "probability");

    private final Params params;
    private final Nodules head;

    /** @throws IncompatibleException if the data asks for no nodules */
    @Inject
    public NoduleCsv(Params params, Task task) {
        this.params = params;
        this.head = Nodules.of(task);
    }

    /** In voxels: the scanner is not known. */
    @Override
    public List<String> lines(Predictions predictions) {
        return lines(predictions, sample -> World.OF_VOXELS);
    }

    @Override
    public List<String> lines(Dataset data, Predictions predictions) {
        return lines(predictions, sample -> World.of(data, sample));
    }

    private List<String> lines(Predictions predictions, IntFunction<World> worlds) {
        List<String> lines = new ArrayList<>();
        lines.add(CsvLines.line(COLUMNS));
        for (int sample = 0; sample < predictions.size(); sample++) {
            String id = predictions.ids().get(sample);
            World world = worlds.apply(sample);
            Box.of(predictions.of(head, sample)).stream()
                    .sorted(Box.BEST_FIRST)
                    .filter(box -> !(box.probability() <= params.above()))
                    .limit(params.most())
                    .forEach(box -> lines.add(line(id, world, box)));
        }
        return lines;
    }

    private static String line(String id, World world, Box box) {
        List<String> cells = new ArrayList<>(List.of(id));
        world.centre(box).forEach(cells::add);
        cells.add(Float.toString((float) box.probability()));
        return CsvLines.line(cells);
    }

    /** As a grader would; a scan may have no line. */
    @Override
    public List<String> problems(List<String> lines, List<String> ids) {
        List<String> problems = new ArrayList<>();
        if (lines.isEmpty() || !lines.get(0).equals(CsvLines.line(COLUMNS))) {
            problems.add("line 1: expected the header " + CsvLines.line(COLUMNS));
        }
        Set<String> known = new HashSet<>(ids);
        Set<List<Object>> places = new HashSet<>();
        int scan = 0;
        int marks = 0;
        List<CsvRow> rows = CsvLines.rows(lines);
        for (CsvRow row : rows.subList(Math.min(1, rows.size()), rows.size())) {
            List<String> cells = row.cells();
            Optional<String> flaw = flaw(cells, known);
            if (flaw.isEmpty() && !places.add(place(cells))) {
                flaw = Optional.of("the same place twice");
            }
            if (flaw.isEmpty()) {
                int before = scan;
                while (scan < ids.size() && !ids.get(scan).equals(cells.get(0))) {
                    scan++;
                }
                marks = scan == before ? marks + 1 : 1;
                if (scan == ids.size()) {
                    scan = before;
                    flaw = Optional.of("'" + cells.get(0) + "' is not in the order of the scans");
                } else if (marks > params.most()) {
                    flaw = Optional.of("more than " + params.most() + " nodules of '" + cells.get(0) + "'");
                }
            }
            flaw.ifPresent(problem -> problems.add("line " + row.line() + ": " + problem));
        }
        return problems;
    }

    private static Optional<String> flaw(List<String> cells, Set<String> known) {
        if (cells.size() != COLUMNS.size()) {
            return Optional.of("expected " + COLUMNS.size() + " cells, found " + cells.size());
        }
        if (!known.contains(cells.get(0))) {
            return Optional.of("there is no scan '" + cells.get(0) + "'");
        }
        for (int column = 1; column < COLUMNS.size(); column++) {
            Optional<Double> number = number(cells.get(column));
            if (number.isEmpty()) {
                return Optional.of(COLUMNS.get(column) + " is no number: '" + cells.get(column) + "'");
            }
            boolean probability = column == COLUMNS.size() - 1;
            if (probability && (number.get() < 0 || number.get() > 1)) {
                return Optional.of("the probability " + cells.get(column) + " is not from 0 to 1");
            }
        }
        return Optional.empty();
    }

    /** However its numbers are written. */
    private static List<Object> place(List<String> cells) {
        List<Object> place = new ArrayList<>(List.of(cells.get(0)));
        cells.subList(1, COLUMNS.size() - 1)
                .forEach(cell -> place.add(number(cell).orElseThrow() + 0.0)); // so that -0 is 0
        return place;
    }

    /** Empty for what is none, or is not finite. */
    private static Optional<Double> number(String text) {
        return Decimal.of(text).map(BigDecimal::doubleValue).filter(Double::isFinite);
    }
}
