package io.foldwise.engine.training;

import java.util.List;
import java.util.Optional;

/**
 * Gives a training up that learns much more slowly than another one of the same fold did: its best primary metric score so far is
 * worse than what the other had reached after a share of the epochs. With a share of one half, it may take twice as long
 * as the other. Depends on no unit of the score, and is blind to trainings that would have overtaken the other late.
 *
 * @param incumbent the other training's name, for the reason
 * @param objective the other's primary metric score after each of its epochs, larger is better; where it has ended, its best counts
 * @param after the first comparison is made after so many epochs
 * @param share in (0, 1]
 */
public record LearningCurvePruning(String incumbent, List<Double> objective, int after, double share, Scoring scoring)
        implements StopRule {

    public LearningCurvePruning {
        objective = List.copyOf(objective);
    }

    @Override
    public Optional<String> reason(List<EpochReport> history) {
        int epochs = history.size();
        if (epochs < after || objective.isEmpty()) {
            return Optional.empty();
        }
        int incumbentEpochs = (int) Math.min(objective.size(), Math.ceil(epochs * share));
        double own = best(history.stream().map(this::objective).toList());
        return own < best(objective.subList(0, incumbentEpochs))
                ? Optional.of("after " + epochs + " epochs worse than " + incumbent + " after " + incumbentEpochs)
                : Optional.empty();
    }

    private double objective(EpochReport epoch) {
        return scoring.objective(scoring.primaryMetric(), epoch.validation().get(scoring.primaryMetric()));
    }

    /** An epoch whose score is not defined is worse than any other. */
    private static double best(List<Double> values) {
        return values.stream()
                .filter(value -> !value.isNaN())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
    }
}
