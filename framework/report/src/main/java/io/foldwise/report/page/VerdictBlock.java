package io.foldwise.report.page;

import io.foldwise.engine.validation.Leaks;
import io.foldwise.engine.validation.Score;
import io.foldwise.engine.validation.Scores;
import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Text;
import io.foldwise.report.statistics.Interval;
import io.foldwise.report.words.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the model has learned anything, in a sentence. */
final class VerdictBlock implements Block {

    @Override
    public String id() {
        return "verdict";
    }

    @Override
    public String title() {
        return "Verdict";
    }

    @Override
    public List<Part> parts(RunFacts facts) {
        List<Part> parts = new ArrayList<>();
        facts.scores()
                .map(scores -> scored(facts, scores))
                .orElseGet(() -> List.of(new Text(unscored(facts), "verdict")))
                .forEach(parts::add);
        facts.flaws().forEach(flaw -> parts.add(new Text(flaw, "warning")));
        return parts;
    }

    private static String unscored(RunFacts facts) {
        int folds = facts.run().folds();
        int trained = folds - facts.run().missingFolds().size();
        if (facts.live().isPresent()) {
            LiveState live = facts.live().get();
            return "In progress: %d of %s done after %s."
                    .formatted(live.finished(), Words.count(live.units(), "unit"), live.elapsed());
        }
        String went = "Unfinished: %d of %s trained".formatted(trained, Words.count(folds, "fold"));
        return went
                + (facts.run().sweep().isPresent()
                        ? " for the first trial, "
                                + Words.count(facts.run().trials().size(), "trial") + " begun"
                        : "")
                + ". Nothing is scored yet.";
    }

    private static List<Part> scored(RunFacts facts, Scores scores) {
        String metric = scores.primaryMetric();
        Scores.Row row = scores.metrics().get(metric);
        if (row == null) {
            return List.of(new Text("scores.json does not hold the primary metric " + metric + ".", "warning"));
        }
        Interval interval = facts.ofFolds(row.folds());
        boolean mean = row.distortedByPooling();
        double value = mean ? row.mean() : row.outOfFold();
        List<Part> parts = new ArrayList<>();
        Optional<Boolean> higher = facts.run().higherIsBetter(metric);
        Optional<Map.Entry<String, Score>> best =
                Double.isNaN(value) ? Optional.empty() : strongest(row, higher.orElse(guess(row, value)));
        String sentence =
                "%s is %s %s".formatted(metric, Words.number(value), mean ? "in the mean of folds" : "out of fold");
        parts.add(new Text(
                best.map(baseline -> sentence + compared(row, value, higher, baseline))
                                .orElse(
                                        Double.isNaN(value)
                                                ? metric + " is not defined " + (mean ? "in every fold" : "out of fold")
                                                : sentence + "; there is no baseline to compare with")
                        + ".",
                "verdict"));
        best.filter(baseline -> !better(value, baseline.getValue().value(), higher.orElse(guess(row, value))))
                .ifPresent(baseline -> parts.add(new Text(
                        "the model is no better than a guess that learned nothing (" + baseline.getKey()
                                + "): look at the learning curves.",
                        "warning")));
        best.filter(baseline -> better(value, baseline.getValue().value(), higher.orElse(guess(row, value))))
                .filter(baseline ->
                        interval.known() && interval.holds(baseline.getValue().value()))
                .ifPresent(baseline -> parts.add(new Text(
                        "the interval over folds holds the baseline (" + baseline.getKey()
                                + "): the difference may be chance.",
                        "warning")));
        facts.run()
                .leaks()
                .filter(leaks -> leaks.equal() > 0)
                .ifPresent(leaks -> parts.add(new Text(
                        leaks.equal() + " of " + leaks.heldOut()
                                + " held-out samples are equal to a training sample of their fold: they flatter the scores.",
                        "warning")));
        facts.run()
                .leaks()
                .map(Leaks::test)
                .filter(test -> test.equal() > 0)
                .ifPresent(test -> parts.add(new Text(
                        test.equal() + " of " + test.samples()
                                + " test samples are equal to one that was learned from: they flatter the test scores.",
                        "warning")));
        afield(row, interval, scores.test().get(metric), higher.orElse(guess(row, value)))
                .ifPresent(text -> parts.add(new Text(text, "warning")));
        facts.run().selection().ifPresent(selection -> parts.add(new Text(sentence(selection.statement()), "note")));
        if (!row.baselines().isEmpty()) {
            parts.add(new Text(
                    "Baselines that learned nothing of a sample: "
                            + row.baselines().entrySet().stream()
                                    .map(baseline -> baseline.getKey() + " "
                                            + Words.number(baseline.getValue().value()))
                                    .collect(Collectors.joining(", "))
                            + ". " + sentence(facts.direction(metric)),
                    "small"));
        }
        return parts;
    }

    /** Whether test samples are answered worse than the folds let expect. */
    private static Optional<String> afield(Scores.Row row, Interval interval, Scores.TestRow test, boolean higher) {
        return Optional.ofNullable(test)
                .map(Scores.TestRow::value)
                .filter(value -> interval.known() && !interval.holds(value))
                .filter(value -> better(row.mean(), value, higher))
                .map(value ->
                        "On the test samples it is %s, worse than the interval over folds (%s to %s) lets expect: folds"
                                        .formatted(
                                                Words.number(value),
                                                Words.number(interval.low()),
                                                Words.number(interval.high()))
                                + " flatter, or the test samples are of another kind. Believe the test samples; folds that keep alike"
                                + " samples together flatter less.");
    }

    private static String compared(
            Scores.Row row, double value, Optional<Boolean> higher, Map.Entry<String, Score> baseline) {
        double other = baseline.getValue().value();
        String beside = baseline.getKey() + " " + Words.number(other);
        if (higher.isEmpty()) {
            return "; beside it: " + beside;
        }
        if (value == other) {
            return ", exactly that of " + beside;
        }
        return (better(value, other, higher.get()) ? ", better than " : ", worse than ") + beside;
    }

    /** The baseline that is hardest to beat. */
    private static Optional<Map.Entry<String, Score>> strongest(Scores.Row row, boolean higher) {
        Comparator<Map.Entry<String, Score>> byValue = Comparator.comparingDouble(
                baseline -> (higher ? 1 : -1) * baseline.getValue().value());
        return row.baselines().entrySet().stream()
                .filter(baseline -> !Double.isNaN(baseline.getValue().value()))
                .max(byValue);
    }

    /** Runs of earlier releases do not say which way is better: a model is mostly better than a guess. */
    private static boolean guess(Scores.Row row, double value) {
        return row.baselines().values().stream().mapToDouble(Score::value).allMatch(other -> value > other);
    }

    private static boolean better(double value, double other, boolean higher) {
        return higher ? value > other : value < other;
    }

    static String sentence(String text) {
        return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }
}
