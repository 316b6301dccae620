package io.foldwise.engine.sweep;

import io.foldwise.engine.search.Dimension;
import io.foldwise.engine.search.SearchSpace;
import io.foldwise.engine.search.Values;
import io.foldwise.engine.store.Csv;
import io.foldwise.engine.validation.Spread;
import io.foldwise.spi.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.math3.exception.MathIllegalArgumentException;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * Which keys mattered, each looked at alone: the share of the differences between trials' ranks that a key explains. For a
 * range it is the adjusted R² of a parabola over the key's position (its logarithm, where it was drawn so), for a choice
 * the share between its options (epsilon squared, Kelley 1935); both are about 0 for a key without effect.
 *
 * <p>Ranks, so that one terrible trial does not drown the rest. The interval holds 90 % of the values found in trials drawn
 * again with replacement; {@code chance} is how often trials with shuffled ranks give at least as much: a key whose chance
 * is not small may owe its place to luck, the more so, the more keys there are. Keys that matter only together with others
 * do not show.
 */
final class Importance {

    private static final int DRAWS = 999;
    private static final int FEWEST_TRIALS = 6;
    private static final int FEWEST_POSITIONS = 5;
    private static final double TAIL = 0.05;

    private final SearchSpace space;
    private final List<Outcome> outcomes;
    private final Seed seed;

    /**
     * A trial.
     *
     * @param objective its score, or what it would have scored by all we know
     */
    record Outcome(Map<String, Object> values, double objective) {}

    Importance(SearchSpace space, List<Outcome> outcomes, Seed seed) {
        this.space = space;
        this.outcomes = outcomes.stream()
                .filter(outcome -> !Double.isNaN(outcome.objective()))
                .toList();
        this.seed = seed;
    }

    private static double mean(TrialScores scores, TrialProgress trial) {
        return Spread.of(scores.of(trial)).mean();
    }

    /**
     * The trials to learn from: finished ones, and those that were given up, which are taken to lie as far behind their incumbent
     * as on the folds that both have.
     *
     * @param scores that trials are ranked by
     */
    static List<Outcome> outcomes(List<TrialProgress> trials, TrialScores scores) {
        List<Outcome> outcomes = new ArrayList<>();
        for (TrialProgress trial : trials) {
            TrialState state = trial.state();
            if (state instanceof TrialState.Finished) {
                outcomes.add(new Outcome(trial.proposal().values(), mean(scores, trial)));
            } else if (state instanceof TrialState.Pruned pruned) {
                List<Double> incumbent = trials.get(pruned.incumbent()).state().objective();
                int folds = state.objective().size();
                double same = incumbent.stream()
                        .limit(folds)
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow();
                double all = mean(scores, trials.get(pruned.incumbent()));
                outcomes.add(new Outcome(trial.proposal().values(), all + state.mean() - same));
            }
        }
        return outcomes;
    }

    /** Every key, the most important first. */
    List<KeyEffect> effects() {
        return space.dimensions().stream()
                .map(this::effect)
                .sorted(Comparator.comparingDouble((KeyEffect effect) -> -effect.share())
                        .thenComparing(KeyEffect::key))
                .toList();
    }

    /** The keys as a table. */
    static List<String> lines(List<KeyEffect> effects) {
        List<String> lines = new ArrayList<>();
        lines.add("key,trials,share,low,high,chance");
        effects.forEach(effect -> lines.add(Csv.line(List.of(
                effect.key(),
                Integer.toString(effect.trials()),
                number(effect.share()),
                number(effect.low()),
                number(effect.high()),
                number(effect.chance())))));
        return lines;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value);
    }

    private KeyEffect effect(Dimension dimension) {
        List<Outcome> having = outcomes.stream()
                .filter(outcome -> outcome.values().containsKey(dimension.key()))
                .toList();
        if (having.size() < FEWEST_TRIALS) {
            return KeyEffect.unknown(dimension.key(), having.size());
        }
        double[] positions = having.stream()
                .mapToDouble(
                        outcome -> dimension.values().position(outcome.values().get(dimension.key())))
                .toArray();
        double[] ranks = new NaturalRanking()
                .rank(having.stream().mapToDouble(Outcome::objective).toArray());
        boolean groups = dimension.values() instanceof Values.Choice
                || Arrays.stream(positions).distinct().count() < FEWEST_POSITIONS;
        double share = share(positions, ranks, groups);
        if (Double.isNaN(share)) {
            return KeyEffect.unknown(dimension.key(), having.size());
        }
        SplittableRandom random = seed.branch(dimension.key(), 0).random();
        double[] redrawn = new double[DRAWS];
        int asMuch = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            redrawn[draw] = redrawn(positions, ranks, groups, random);
            asMuch += share(positions, shuffled(ranks, random), groups) >= share ? 1 : 0;
        }
        double[] told = Arrays.stream(redrawn)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return new KeyEffect(
                dimension.key(),
                having.size(),
                Math.max(0, share),
                quantile(told, TAIL),
                quantile(told, 1 - TAIL),
                (asMuch + 1.0) / (DRAWS + 1.0));
    }

    private static double quantile(double[] sorted, double probability) {
        return sorted.length == 0
                ? Double.NaN
                : Math.max(0, sorted[(int) Math.round(probability * (sorted.length - 1))]);
    }

    private static double redrawn(double[] positions, double[] ranks, boolean groups, SplittableRandom random) {
        double[] drawnPositions = new double[positions.length];
        double[] drawnRanks = new double[positions.length];
        for (int i = 0; i < positions.length; i++) {
            int drawn = random.nextInt(positions.length);
            drawnPositions[i] = positions[drawn];
            drawnRanks[i] = ranks[drawn];
        }
        return share(drawnPositions, drawnRanks, groups);
    }

    private static double[] shuffled(double[] values, SplittableRandom random) {
        double[] shuffled = values.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            double swapped = shuffled[i];
            shuffled[i] = shuffled[other];
            shuffled[other] = swapped;
        }
        return shuffled;
    }

    /** NaN where it cannot be told. */
    private static double share(double[] positions, double[] ranks, boolean groups) {
        return groups ? betweenGroups(positions, ranks) : parabola(positions, ranks);
    }

    private static double betweenGroups(double[] positions, double[] ranks) {
        Map<Double, List<Double>> groups = new HashMap<>();
        for (int i = 0; i < ranks.length; i++) {
            groups.computeIfAbsent(positions[i], any -> new ArrayList<>()).add(ranks[i]);
        }
        int n = ranks.length;
        double total = squares(Arrays.stream(ranks).boxed().toList());
        double within =
                groups.values().stream().mapToDouble(Importance::squares).sum();
        if (groups.size() < 2 || n <= groups.size() || total == 0) {
            return Double.NaN;
        }
        return 1 - (within / (n - groups.size())) / (total / (n - 1));
    }

    private static double squares(List<Double> values) {
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        return values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
    }

    private static double parabola(double[] positions, double[] ranks) {
        double[][] terms = Arrays.stream(positions)
                .mapToObj(position -> new double[] {position, position * position})
                .toArray(double[][]::new);
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        try {
            regression.newSampleData(ranks, terms);
            return regression.calculateAdjustedRSquared();
        } catch (MathIllegalArgumentException tooAlike) {
            return Double.NaN; // a drawing with fewer than three different positions
        }
    }
}
