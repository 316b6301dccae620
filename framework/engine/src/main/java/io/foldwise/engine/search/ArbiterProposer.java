package io.foldwise.engine.search;

import io.foldwise.engine.search.SearchSettings.Generator;
import io.foldwise.engine.search.SearchSettings.Genetic;
import io.foldwise.engine.search.SearchSettings.Grid;
import io.foldwise.spi.Seed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.commons.math3.random.JDKRandomGenerator;
import org.apache.commons.math3.random.RandomGenerator;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.generator.GeneticSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.GridSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.GridSearchCandidateGenerator.Mode;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.SinglePointCrossover;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.parentselection.RandomTwoParentSelection;
import org.deeplearning4j.arbiter.optimize.generator.genetic.mutation.RandomMutationOperator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.population.PopulationModel;
import org.deeplearning4j.arbiter.optimize.generator.genetic.selection.GeneticSelectionOperator;

/** Arbiter's generators. */
public final class ArbiterProposer implements Proposer {

    /** So many random candidates in a row that were proposed before mean that there are hardly any others. */
    private static final int ATTEMPTS = 5000;

    private final CandidateGenerator generator;
    private final boolean learns;
    private final int attempts;
    private final List<Candidate<?>> proposed = new ArrayList<>();
    private final Set<Map<String, Object>> known = new HashSet<>();

    /** @param fallback the seed if the search names none */
    public ArbiterProposer(SearchSettings settings, SearchSpace space, Seed fallback) {
        ArbiterSpace arbiterSpace = new ArbiterSpace(space);
        long seed = settings.seed()
                .map(Seed::new)
                .orElse(fallback)
                .branch("search", 0)
                .value();
        this.learns = settings.generator() == Generator.GENETIC;
        this.attempts = settings.generator() == Generator.GRID ? Integer.MAX_VALUE : ATTEMPTS;
        this.generator = switch (settings.generator()) {
            case RANDOM -> random(arbiterSpace, seed);
            case GRID -> grid(arbiterSpace, settings.grid(), seed);
            case GENETIC -> genetic(arbiterSpace, settings.genetic(), seed);
        };
    }

    private static CandidateGenerator random(ArbiterSpace space, long seed) {
        CandidateGenerator generator = new RandomSearchGenerator(space);
        generator.setRngSeed(seed);
        return generator;
    }

    private static CandidateGenerator grid(ArbiterSpace space, Grid settings, long seed) {
        Mode order = settings.shuffled() ? Mode.RandomOrder : Mode.Sequential;
        return new GridSearchCandidateGenerator(space, settings.points(), order, null) {
            @Override
            protected void initialize() {
                setRngSeed(seed); // it shuffles while it is constructed: later would be too late
                super.initialize();
            }
        };
    }

    private static CandidateGenerator genetic(ArbiterSpace space, Genetic settings, long seed) {
        RandomGenerator random = new JDKRandomGenerator();
        random.setSeed(seed);
        PopulationModel population = new PopulationModel.Builder()
                .populationSize(settings.population())
                .build();
        GeneticSelectionOperator selection = new GeneticSelectionOperator.Builder()
                .randomGenerator(random)
                // Always crossing over: where Arbiter does not, it mutates the parent itself.
                .crossoverOperator(new SinglePointCrossover.Builder()
                        .randomGenerator(random)
                        .crossoverRate(1)
                        .parentSelection(new RandomTwoParentSelection(random))
                        .build())
                .mutationOperator(new RandomMutationOperator.Builder()
                        .randomGenerator(random)
                        .mutationRate(settings.mutation())
                        .build())
                .build();
        return new GeneticSearchCandidateGenerator.Builder(space, new Objective())
                .populationModel(population)
                .selectionOperator(selection)
                .build();
    }

    @Override
    public Optional<Proposal> next() {
        for (int attempt = 0; attempt < attempts && generator.hasMoreCandidates(); attempt++) {
            Candidate<?> candidate = generator.getCandidate();
            if (candidate.getException() != null) {
                continue; // the genetic generator has run out of ideas, and says so when it is asked again
            }
            @SuppressWarnings("unchecked") // our space gives nothing else
            Map<String, Object> values = (LinkedHashMap<String, Object>) candidate.getValue();
            if (known.add(values)) {
                proposed.add(candidate);
                return Optional.of(new Proposal(proposed.size() - 1, values));
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean learns() {
        return learns;
    }

    @Override
    public void learn(int trial, double objective) {
        generator.reportResults(new OptimizationResult(proposed.get(trial), objective, trial, null, null, null));
    }

    /** Tells Arbiter that larger scores are better; it never computes one here. */
    @SuppressWarnings("deprecation") // of what Arbiter hands over, and nobody here takes
    private static final class Objective implements ScoreFunction {
        @Override
        public boolean minimize() {
            return false;
        }

        @Override
        public double score(Object model, DataProvider data, Map<String, Object> parameters) {
            throw new UnsupportedOperationException();
        }

        @Override
        public double score(Object model, Class<? extends DataSource> data, Properties properties) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Class<?>> getSupportedModelTypes() {
            return List.of();
        }

        @Override
        public List<Class<?>> getSupportedDataTypes() {
            return List.of();
        }
    }
}
