package io.foldwise.cli.report;

import io.foldwise.engine.search.Values;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.sweep.KeyEffect;
import io.foldwise.engine.sweep.Selection;
import io.foldwise.engine.sweep.Sweep;
import io.foldwise.engine.sweep.SweepOutcome;
import io.foldwise.engine.sweep.SweepOutcome.Row;
import io.foldwise.report.words.Words;
import io.foldwise.spi.Escapes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came out of a sweep.
 *
 * @param run the sweep's folder
 * @param best the best trial, and the ensemble's submission
 * @param bestExperiment the best trial's experiment, ready to be run
 */
public record SweepReport(
        Path run, Selection selection, List<Row> trials, List<KeyEffect> effects, Path bestExperiment, RunReport best)
        implements Report {

    private static final int MOST = 10;

    /** Reads the files of a completed sweep. */
    public static SweepReport of(Sweep sweep) {
        SweepOutcome outcome = sweep.outcome().orElseThrow();
        RunFolder folder = sweep.run().folder();
        return new SweepReport(
                folder.path(),
                outcome.selection(),
                outcome.trials(),
                outcome.effects(),
                folder.best(),
                RunReport.of(sweep.run(), outcome.selection().trial()));
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>(trialTable());
        lines.add("");
        lines.addAll(effectTable());
        lines.add("");
        lines.add(selection.statement());
        lines.add("it is run on its own by `foldwise run " + Escapes.argument(bestExperiment.toString()) + "`");
        lines.add("");
        lines.addAll(best.lines());
        return lines;
    }

    private List<String> trialTable() {
        List<Row> ranked = trials.stream()
                .filter(row -> row.rank() > 0)
                .sorted(Comparator.comparingInt(Row::rank))
                .toList();
        TextTable table = TextTable.ofWords("rank", "trial", selection.metric(), "sd", "with");
        ranked.stream()
                .limit(MOST)
                .forEach(row -> table.row(
                        Integer.toString(row.rank()),
                        Integer.toString(row.trial()),
                        Words.number(row.mean()),
                        Double.isNaN(row.deviation()) ? "-" : Words.number(row.deviation()),
                        shown(row.values())));
        List<String> lines = new ArrayList<>(table.lines(TextTable.TERMINAL));
        String others = others(ranked.size());
        if (!others.isEmpty()) {
            lines.add(others);
        }
        return lines;
    }

    private static String shown(Map<String, Object> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + " = " + Values.shown(value.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** The trials that are not in the table, counted by how they ended. */
    private String others(int finished) {
        List<String> others = new ArrayList<>();
        if (finished > MOST) {
            others.add(finished - MOST + " more finished");
        }
        trials.stream()
                .filter(row -> row.rank() == 0)
                .collect(Collectors.groupingBy(row -> row.state().split(":")[0], Collectors.counting()))
                .forEach((state, count) -> others.add(count + " " + state));
        return String.join(", ", others);
    }

    private List<String> effectTable() {
        TextTable table = TextTable.ofNumbers("key", "explains", "90 % interval", "by chance");
        for (KeyEffect effect : effects) {
            boolean unknown = Double.isNaN(effect.share());
            table.row(
                    effect.key(),
                    unknown ? "-" : Words.number(effect.share()),
                    unknown ? "too few trials" : Words.number(effect.low()) + " to " + Words.number(effect.high()),
                    unknown ? "-" : Words.number(effect.chance()));
        }
        return table.lines(TextTable.TERMINAL);
    }
}
