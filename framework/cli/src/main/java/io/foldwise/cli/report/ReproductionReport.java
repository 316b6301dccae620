package io.foldwise.cli.report;

import io.foldwise.report.reproduce.Reproduction;
import io.foldwise.report.reproduce.Reproduction.FileMatch;
import io.foldwise.report.reproduce.Reproduction.ScoreMatch;
import io.foldwise.report.words.Words;
import java.util.ArrayList;
import java.util.List;

/** Whether a run that was trained again gave the same. */
public record ReproductionReport(Reproduction reproduction, boolean equal) implements Report {

    private static final int SHOWN = 10;

    public ReproductionReport(Reproduction reproduction) {
        this(reproduction, reproduction.equal());
    }

    @Override
    public List<String> lines() {
        List<FileMatch> others =
                reproduction.files().stream().filter(file -> !file.equal()).toList();
        int count = reproduction.files().size();
        List<String> lines = new ArrayList<>();
        if (others.isEmpty()) {
            lines.add("the same: all " + Words.count(count, "file") + " of results are equal to the byte");
        } else {
            lines.add("not the same: " + others.size() + " of " + Words.count(count, "file") + " of results differ");
            others.stream().limit(SHOWN).forEach(file -> lines.add("  " + file.file()));
            if (others.size() > SHOWN) {
                lines.add("  and " + (others.size() - SHOWN) + " more");
            }
            if (reproduction.largest() > 0) {
                lines.add("the largest difference of a prediction is " + Words.number(reproduction.largest()));
            }
            lines.addAll(scores());
            lines.add("");
            lines.add(
                    reproduction.differences().isEmpty()
                            ? "nothing that is known of the two runs differs: something in them takes its numbers from elsewhere,"
                                    + " such as the time, or an order that threads decide"
                            : "what differs between the two runs, and may be why:");
        }
        if (others.isEmpty() && !reproduction.differences().isEmpty()) {
            lines.add("although");
        }
        reproduction.differences().forEach(difference -> lines.add("  " + difference));
        lines.add(reproduction.again().toString());
        return lines;
    }

    private List<String> scores() {
        if (reproduction.scores().isEmpty()) {
            return List.of("all scores of folds are equal");
        }
        TextTable table = TextTable.ofNumbers("trial", "fold", "metric", "before", "now", "difference");
        for (ScoreMatch score : reproduction
                .scores()
                .subList(0, Math.min(SHOWN, reproduction.scores().size()))) {
            table.row(
                    Integer.toString(score.trial()),
                    Integer.toString(score.fold()),
                    score.metric(),
                    Words.number(score.before()),
                    Words.number(score.now()),
                    Words.number(score.now() - score.before()));
        }
        return table.lines();
    }
}
