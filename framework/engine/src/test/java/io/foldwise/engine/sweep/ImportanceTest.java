package io.foldwise.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.engine.search.Proposal;
import io.foldwise.engine.search.SearchSpace;
import io.foldwise.engine.search.Searches;
import io.foldwise.engine.sweep.Importance.Outcome;
import io.foldwise.spi.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

final class ImportanceTest {

    private static final SearchSpace SPACE = Searches.checked("name = x, model = net\nsearch { space {\n"
            + "\"trainer.optimizer.lr\" = { log-uniform = [1e-4, 1e-2] }\n"
            + "\"model.dropout\" = { uniform = [0, 0.5] }\n"
            + "\"model.filters\" = { choice = [32, 64, 128] }\n"
            + "\"loss\" = { choice = [bce, focal] }\n"
            + "\"loss.gamma\" = { uniform = [1, 3], when { \"loss.type\" = focal } } } }");

    @Test
    void findsTheKeysThatMatteredAndTheirShares() {
        // the best learning rate lies within its range
        List<KeyEffect> effects = effects(
                60,
                values -> -4 * square(Math.log10(lr(values)) + 3)
                        - ((Integer) values.get("model.filters") == 64 ? 0 : 1.5));

        assertThat(effects).extracting(KeyEffect::key).startsWith("trainer.optimizer.lr", "model.filters");
        assertThat(effects.get(0).share()).isGreaterThan(0.4);
        assertThat(effects.subList(0, 2)).allSatisfy(effect -> {
            assertThat(effect.chance()).isLessThan(0.05);
            assertThat(effect.share()).isBetween(effect.low(), effect.high());
        });
        assertThat(effects.subList(2, 5))
                .allSatisfy(effect -> assertThat(effect.share()).isLessThan(0.2));
    }

    @Test
    void saysNothingOfAKeyThatNoFinishedTrialHas() {
        List<Outcome> outcomes = outcomes(40, values -> 1.0);
        outcomes.removeIf(outcome -> outcome.values().containsKey("loss.gamma"));

        assertThat(new Importance(SPACE, outcomes, new Seed(1)).effects())
                .filteredOn(effect -> effect.key().equals("loss.gamma"))
                .allSatisfy(effect -> {
                    assertThat(effect.trials()).isZero();
                    assertThat(effect.share()).isNaN();
                })
                .hasSize(1);
    }

    @Test
    void callsKeysWithoutEffectLikelyToBeChance() {
        SplittableRandom noise = new SplittableRandom(5);
        List<KeyEffect> effects = effects(40, values -> noise.nextDouble());

        assertThat(effects).filteredOn(effect -> effect.chance() < 0.05).hasSizeLessThanOrEqualTo(1);
        assertThat(effects).allSatisfy(effect -> assertThat(effect.share()).isLessThan(0.25));
    }

    @Test
    void isNotMovedByOneTerribleTrial() {
        List<Outcome> outcomes = outcomes(40, values -> -((Double) values.get("model.dropout")));
        Map<String, Object> first = outcomes.get(0).values();
        outcomes.set(0, new Outcome(first, -1e9));

        assertThat(new Importance(SPACE, outcomes, new Seed(1)).effects().get(0).key())
                .isEqualTo("model.dropout");
    }

    @Test
    void looksAtAConditionalKeyWhereItWasSet() {
        List<KeyEffect> effects = effects(60, values -> -((Double) values.getOrDefault("loss.gamma", 1.0)));

        KeyEffect gamma = effects.stream()
                .filter(effect -> effect.key().equals("loss.gamma"))
                .findFirst()
                .orElseThrow();
        assertThat(gamma.trials()).isBetween(20, 40);
        assertThat(gamma.share()).isGreaterThan(0.9);
    }

    @Test
    void saysNothingOfTooFewTrials() {
        List<KeyEffect> effects = effects(5, ImportanceTest::lr);

        assertThat(effects)
                .hasSize(5)
                .allSatisfy(effect -> assertThat(effect.share()).isNaN());
        assertThat(Importance.lines(effects)).hasSize(6).element(1).asString().endsWith(",,,,");
    }

    @Test
    void countsATrialThatWasGivenUpAsFarBehindItsRivalAsItWas() {
        TrialProgress incumbent = new TrialProgress(new Proposal(0, Map.of()), Optional.empty());
        incumbent.end(new TrialState.Finished(List.of(0.5, 0.7, 0.9)));
        TrialProgress pruned = new TrialProgress(new Proposal(1, Map.of()), Optional.empty());
        pruned.end(new TrialState.Pruned(List.of(0.4, 0.4), 0, false));

        assertThat(Importance.outcomes(List.of(incumbent, pruned), TrialScores.OF_PREDICTIONS))
                .extracting(Outcome::objective)
                .satisfies(objective -> assertThat(objective.get(1)).isEqualTo(0.7 - 0.2, within(1e-12)));
    }

    private static List<KeyEffect> effects(int trials, ToDoubleFunction<Map<String, Object>> objective) {
        return new Importance(SPACE, outcomes(trials, objective), new Seed(1)).effects();
    }

    private static List<Outcome> outcomes(int trials, ToDoubleFunction<Map<String, Object>> objective) {
        SplittableRandom random = new SplittableRandom(2);
        List<Outcome> outcomes = new ArrayList<>();
        for (int trial = 0; trial < trials; trial++) {
            Map<String, Object> drawn = new HashMap<>();
            drawn.put("trainer.optimizer.lr", Math.pow(10, -4 + 2 * random.nextDouble()));
            drawn.put("model.dropout", random.nextDouble() / 2);
            drawn.put("model.filters", List.of(32, 64, 128).get(random.nextInt(3)));
            drawn.put("loss", random.nextBoolean() ? "bce" : "focal");
            drawn.put("loss.gamma", 1 + 2 * random.nextDouble());
            Map<String, Object> values = SPACE.active(drawn);
            outcomes.add(new Outcome(values, objective.applyAsDouble(values)));
        }
        return outcomes;
    }

    private static double lr(Map<String, Object> values) {
        return (Double) values.get("trainer.optimizer.lr");
    }

    private static double square(double value) {
        return value * value;
    }
}
