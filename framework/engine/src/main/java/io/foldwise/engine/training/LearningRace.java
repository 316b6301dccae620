package io.foldwise.engine.training;

import java.util.List;
import java.util.Optional;

/**
 * Gives a training up that learns much more slowly than another one of the same fold did: its best headline score so far is
 * worse than what the other had reached after a share of the epochs. With a share of one half, it may take twice as long
 * as the other. Depends on no unit of the score, and is blind to trainings that would have overtaken the other late.
 *
 * @param rival the other training's name, for the reason
 * @param goodness the other's headline score after each of its epochs, larger is better; where it has ended, its best counts
 * @param after the first comparison is made after so many epochs
 * @param share in (0, 1]
 */
public record LearningRace(String rival, List<Double> goodness, int after, double share, Scoring scoring)
        implements StopRule {

    public LearningRace {
        goodness = List.copyOf(goodness);
    }

    @Override
    public Optional<String> reason(List<EpochReport> history) {
        int epochs = history.size();
        if (epochs < after || goodness.isEmpty()) {
            return Optional.empty();
        }
        int rivalEpochs = (int) Math.min(goodness.size(), Math.ceil(epochs * share));
        double own = best(history.stream().map(this::goodness).toList());
        return own < best(goodness.subList(0, rivalEpochs))
                ? Optional.of("after " + epochs + " epochs worse than " + rival + " after " + rivalEpochs)
                : Optional.empty();
    }

    private double goodness(EpochReport epoch) {
        return scoring.goodness(scoring.headline(), epoch.validation().get(scoring.headline()));
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
