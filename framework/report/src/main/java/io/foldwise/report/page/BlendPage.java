package io.foldwise.report.page;

import io.foldwise.engine.blend.Blend;
import io.foldwise.engine.blend.BlendRow;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.TaskRecord;
import io.foldwise.engine.validation.Scores;
import io.foldwise.report.html.Page;
import io.foldwise.report.html.Page.Section;
import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Cell;
import io.foldwise.report.html.Part.Column;
import io.foldwise.report.html.Part.Row;
import io.foldwise.report.html.Part.Table;
import io.foldwise.report.html.Part.Text;
import io.foldwise.report.reading.RunReading;
import io.foldwise.report.words.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs that predict together as a page: their scores, their weights, and how each does alone. */
public final class BlendPage {

    private BlendPage() {}

    /**
     * Of what a folder holds.
     *
     * @throws StoreException if it is damaged
     */
    public static String of(Path folder) {
        Blend blend =
                SealedRecord.read(Blend.file(folder), Blend.class, "blend the runs again with `foldwise ensemble`");
        Scores scores = Json.read(new RunFolder(folder).scores(), Scores.class);
        return of(new Blend.Scored(blend, scores), folder);
    }

    /** @param folder that holds what came of it */
    public static String of(Blend.Scored scored, Path folder) {
        Blend blend = scored.blend();
        List<Path> runs = blend.members().stream().map(Blend.Member::run).toList();
        RunReading reading = RunReading.ofScores(new RunFolder(folder), scored.scores(), task(runs));
        RunFacts facts = new RunFacts(reading, Optional.empty(), Map.of(), Optional.empty(), List.of());
        List<Section> sections = new ArrayList<>();
        List.of(new VerdictBlock(), new ScoresBlock())
                .forEach(block -> block.section(facts).ifPresent(sections::add));
        List<Part> parts = new ArrayList<>(List.of(members(blend), together(blend, runs)));
        blend.remarks().forEach(remark -> parts.add(new Text(VerdictBlock.sentence(remark), "warning")));
        sections.add(new Section("members", "Runs and weights", parts));
        String name = folder.toAbsolutePath().normalize().getFileName().toString();
        return new Page(
                        name,
                        name,
                        Words.count(runs.size(), "run") + " together, " + blend.samples()
                                + " samples that every run has held out",
                        false,
                        sections)
                .html();
    }

    /** What the first run is asked, if its folder is still there. */
    private static Optional<TaskRecord> task(List<Path> runs) {
        try {
            Path file = new RunFolder(runs.get(0)).task();
            return PlainFile.exists(file)
                    ? Optional.of(SealedRecord.read(file, TaskRecord.class, "restore it from a copy"))
                    : Optional.empty();
        } catch (StoreException unreadable) {
            return Optional.empty();
        }
    }

    private static Table members(Blend blend) {
        List<Row> rows = blend.members().stream()
                .map(member -> Row.of(
                        CommandsBlock.place(member.run()),
                        Cell.filled(String.format(Locale.ROOT, "%.1f %%", 100 * member.weight()), member.weight())))
                .toList();
        return new Table(
                "The weighted mean of " + blend.average().name().toLowerCase(Locale.ROOT)
                        + ", weights fitted to all samples",
                Column.of("run", "#weight"),
                rows,
                "");
    }

    private static Table together(Blend blend, List<Path> runs) {
        List<Column> columns = new ArrayList<>(List.of(new Column("runs", false)));
        BlendRow last = blend.rows().get(blend.rows().size() - 1);
        last.outOfFold().keySet().forEach(metric -> columns.add(Column.numbers(metric)));
        last.test().keySet().forEach(metric -> columns.add(Column.numbers("test " + metric)));
        List<Row> rows = new ArrayList<>();
        for (BlendRow row : blend.rows()) {
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.of(row.runs().stream()
                    .map(run -> runs.contains(run) ? Integer.toString(runs.indexOf(run) + 1) : CommandsBlock.place(run))
                    .collect(Collectors.joining(" + "))));
            row.outOfFold().values().forEach(value -> cells.add(Cell.of(Words.number(value))));
            row.test().values().forEach(value -> cells.add(Cell.of(Words.number(value))));
            rows.add(new Row(cells, row.equals(blend.best()) ? "total" : ""));
        }
        return new Table(
                "Runs by their number above, alone and together, nested: weights for a fold's samples were fitted to the others",
                columns,
                rows,
                "In bold: the best; of equals the one of fewest runs.");
    }
}
