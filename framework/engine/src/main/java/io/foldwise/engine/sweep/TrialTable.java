package io.foldwise.engine.sweep;

import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.search.Dimension;
import io.foldwise.engine.search.SearchSpace;
import io.foldwise.engine.search.Values;
import io.foldwise.engine.store.Csv;
import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.validation.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A sweep's trials as a table, a row each: state, rank, the primary metric's mean and standard deviation over folds, its mean after
 * post-processing where that is what trials are ranked by, the
 * means of the other metrics, the primary metric on each fold, and what the trial tried. Holds nothing that depends on time or
 * on who trained what, so that equal sweeps have equal tables.
 *
 * @param metrics by name, the primary metric first
 * @param scores that trials are ranked by
 */
record TrialTable(SearchSpace space, PrimaryMetric primaryMetric, List<String> metrics, int folds, TrialScores scores) {

    static TrialTable of(OpenRun run, SearchSpace space, TrialScores scores) {
        Scoring scoring = run.parts().scoring();
        return new TrialTable(
                space,
                PrimaryMetric.of(scoring),
                List.copyOf(scoring.metrics().keySet()),
                run.plan().folds().size(),
                scores);
    }

    List<String> lines(List<TrialProgress> trials) {
        Ranking ranking = Ranking.of(trials, scores);
        List<String> lines = new ArrayList<>();
        lines.add(Csv.line(head()));
        trials.forEach(trial -> lines.add(Csv.line(row(trial, ranking.rank(trial)))));
        return lines;
    }

    private List<String> head() {
        List<String> head = new ArrayList<>(List.of("trial", "rank", "state", "folds"));
        head.add(primaryMetric.name());
        head.add(primaryMetric.name() + "-deviation");
        if (scores.postProcessed()) {
            head.add(primaryMetric.name() + "-post-processed");
        }
        metrics.stream().skip(1).forEach(head::add);
        IntStream.range(0, folds).forEach(fold -> head.add(primaryMetric.name() + "-fold-" + fold));
        space.dimensions().forEach(dimension -> head.add(dimension.key()));
        return head;
    }

    private List<String> row(TrialProgress trial, int rank) {
        List<Double> objective = trial.state().objective();
        List<String> row = new ArrayList<>();
        row.add(Integer.toString(trial.number()));
        row.add(rank == 0 ? "" : Integer.toString(rank));
        row.add(state(trial.state()));
        row.add(Integer.toString(objective.size()));
        row.add(number(primaryMetric.value(trial.state().mean())));
        row.add(number(Spread.of(objective).standardDeviation()));
        if (scores.postProcessed()) {
            row.add(
                    rank == 0
                            ? ""
                            : number(primaryMetric.value(
                                    Spread.of(scores.of(trial)).mean())));
        }
        metrics.stream().skip(1).forEach(metric -> row.add(number(mean(trial, metric))));
        for (int fold = 0; fold < folds; fold++) {
            row.add(fold < objective.size() ? number(primaryMetric.value(objective.get(fold))) : "");
        }
        for (Dimension dimension : space.dimensions()) {
            Map<String, Object> values = trial.proposal().values();
            row.add(values.containsKey(dimension.key()) ? Values.shown(values.get(dimension.key())) : "");
        }
        return row;
    }

    static String state(TrialState state) {
        if (state instanceof TrialState.Finished) {
            return "finished";
        } else if (state instanceof TrialState.Pruned pruned) {
            return "given up: behind trial " + pruned.incumbent()
                    + (pruned.byCurve() ? " by learning curve" : " by folds");
        } else if (state instanceof TrialState.Failed failed) {
            return "failed: " + failed.kind().label();
        }
        return "running";
    }

    private static double mean(TrialProgress trial, String metric) {
        return trial.scores().stream()
                .mapToDouble(scores -> scores.get(metric))
                .average()
                .orElse(Double.NaN);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }
}
