package io.foldwise.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.spi.Seed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArbiterProposerTest {

    private static final String SPACE = "space { \"trainer.optimizer.lr\" = { log-uniform = [1e-4, 5e-3] }\n"
            + "\"model.dropout\" = { uniform = [0, 0.5] }\n"
            + "\"trainer.epochs\" = { int-uniform = [2, 40] }\n"
            + "\"model\" = { choice = [net, line] }\n"
            + "\"model.filters\" = { choice = [32, 64, 128], when { \"model.type\" = net } } }\n";
    private static final String CONDITION = "\"model.dropout\" = { uniform = [0, 0.5], when { \"model.type\" = net } }";

    @ParameterizedTest
    @ValueSource(strings = {"random", "grid", "grid, grid.shuffled = true", "genetic, genetic.population = 6"})
    void proposesTheSameAgainWithTheSameSeedAndNothingTwice(String generator) {
        List<Proposal> first = proposals(proposer(generator, "seed = 7"), 40);
        List<Proposal> again = proposals(proposer(generator, "seed = 7"), 40);

        assertThat(again).isEqualTo(first).hasSize(40);
        assertThat(first).extracting(Proposal::trial).containsExactlyElementsOf(numbers(40));
        assertThat(new HashSet<>(first.stream().map(Proposal::values).toList())).hasSize(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "grid, grid.shuffled = true", "genetic, genetic.population = 6"})
    void proposesOtherwiseWithAnotherSeed(String generator) {
        assertThat(proposals(proposer(generator, "seed = 7"), 10))
                .isNotEqualTo(proposals(proposer(generator, "seed = 8"), 10));
    }

    @Test
    void staysWithinRangesAndConditions() {
        for (Proposal proposal : proposals(proposer("random", ""), 200)) {
            Map<String, Object> values = proposal.values();
            assertThat((Double) values.get("trainer.optimizer.lr")).isBetween(1e-4, 5e-3);
            assertThat((Integer) values.get("trainer.epochs")).isBetween(2, 40);
            assertThat(values.containsKey("model.filters"))
                    .isEqualTo(values.get("model").equals("net"))
                    .isEqualTo(values.containsKey("model.dropout"));
        }
    }

    @Test
    void visitsEveryPointOfAGridOnce() {
        SearchSettings settings = Searches.settings("search { generator = grid, grid.points = 3, space {} }");
        SearchSpace space = Searches.checked("name = x, model = net\nsearch { space {"
                + "\"trainer.optimizer.lr\" = { log-uniform = [1e-4, 1e-2] }\n"
                + "\"trainer.epochs\" = { int-uniform = [1, 2] }\n"
                + "\"model\" = { choice = [net, line] }\n"
                + "\"model.filters\" = { choice = [32, 64], when { \"model.type\" = net } } } }");

        List<Proposal> all = proposals(new ArbiterProposer(settings, space, new Seed(1)), 1000);

        assertThat(all).hasSize(3 * 2 * (2 + 1));
        assertThat(all)
                .extracting(proposal -> proposal.values().get("trainer.optimizer.lr"))
                .containsOnly(1e-4, 1e-3, 1e-2);
    }

    @Test
    void endsWhenThereIsNothingNewToTry() {
        SearchSpace space = Searches.checked(
                "name = x, model = net\nsearch { space { \"model.filters\" = { choice = [32, 64] } } }");

        for (String generator : List.of("random", "genetic")) {
            SearchSettings settings = Searches.settings("search { generator = " + generator + ", space {} }");
            assertThat(proposals(new ArbiterProposer(settings, space, new Seed(1)), 10))
                    .hasSize(2);
        }
    }

    @Test
    void breedsFromWhatTurnedOutWellAndCanBeReplayed() {
        Proposer first = proposer("genetic, genetic { population = 9, mutation = 0.1 }", "seed = 3");
        List<Proposal> proposals = new ArrayList<>();
        for (int trial = 0; trial < 60; trial++) {
            if (trial >= 4) {
                first.learn(trial - 4, objective(proposals.get(trial - 4)));
            }
            proposals.add(first.next().orElseThrow());
        }
        Proposer replayed = proposer("genetic, genetic { population = 9, mutation = 0.1 }", "seed = 3");
        for (int trial = 0; trial < 60; trial++) {
            if (trial >= 4) {
                replayed.learn(trial - 4, objective(proposals.get(trial - 4)));
            }
            assertThat(replayed.next()).contains(proposals.get(trial));
        }
        assertThat(meanEpochs(proposals.subList(40, 60))).isGreaterThan(meanEpochs(proposals.subList(0, 10)) + 5);
        assertThat(first.learns()).isTrue();
    }

    /** Long training is all that helps. */
    private static double objective(Proposal proposal) {
        return ((Integer) proposal.values().get("trainer.epochs")).doubleValue();
    }

    private static double meanEpochs(List<Proposal> proposals) {
        return proposals.stream()
                .mapToDouble(ArbiterProposerTest::objective)
                .average()
                .orElseThrow();
    }

    private static Proposer proposer(String generator, String more) {
        String search = "search { generator = " + generator + "\n" + more + "\n";
        SearchSpace space = Searches.checked("name = x, model = net\nsearch { "
                + SPACE.replace("\"model.dropout\" = { uniform = [0, 0.5] }", CONDITION) + " }");
        return new ArbiterProposer(Searches.settings(search + "space {} }"), space, new Seed(5));
    }

    private static List<Proposal> proposals(Proposer proposer, int most) {
        List<Proposal> proposals = new ArrayList<>();
        Optional<Proposal> next = proposer.next();
        while (next.isPresent()) {
            proposals.add(next.get());
            next = proposals.size() < most ? proposer.next() : Optional.empty();
        }
        return proposals;
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
