package io.foldwise.plugin.standard.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.ensemble.Ensembler;
import io.foldwise.spi.ensemble.Ensembler.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What fitted weights make small for classes and quantities. */
final class MixtureTest {

    private static final int ROWS = 200;
    private static final Classes CLASSES = new Classes(List.of("cat", "dog", "fox"));
    private static final Quantities QUANTITIES = new Quantities(List.of("height", "income"));
    private static final List<Ensembler> FITTED =
            List.of(new Weighted(new Weighted.Params(1000)), new Greedy(new Greedy.Params(50, 1, 0.5)));

    @Test
    void ofClassesTheLogarithmOfTheTrueOneCounts() {
        Candidate candidate = new Candidate(
                0,
                0,
                new int[] {0, 1},
                List.of(CLASSES.target(0), CLASSES.target(2)),
                List.of(Tensor.row(0.5f, 0.25f, 0.25f), Tensor.row(0.125f, 0.75f, 0.125f)),
                0);
        Mixture mixture = Mixture.of(CLASSES, TrialPredictions.of(CLASSES, List.of(candidate)));
        assertThat(mixture.loss(new double[] {1})).isCloseTo(-(Math.log(0.5) + Math.log(0.125)) / 2, within(1e-12));
        assertThat(mixture.gains(new double[] {1})).containsExactly(new double[] {1}, within(1e-12));
    }

    @Test
    void findTheBestWeightsOfClasses() {
        assertBest(CLASSES, classTrials(1, 1.5));
    }

    @Test
    void findTheBestWeightsOfQuantities() {
        assertBest(QUANTITIES, quantityTrials(1, 1.5));
    }

    @Test
    void theUnitOfAQuantityDoesNotMatter() {
        for (Ensembler ensembler : FITTED) {
            double[] metres = ensembler.weigh(QUANTITIES, quantityTrials(1, 1));
            double[] millimetres = ensembler.weigh(QUANTITIES, quantityTrials(1000, 1));
            assertThat(millimetres).containsExactly(metres, within(1e-4));
        }
    }

    private static void assertBest(Head head, List<Candidate> candidates) {
        Mixture mixture = Mixture.of(head, TrialPredictions.of(head, candidates));
        for (Ensembler ensembler : FITTED) {
            double[] weights = ensembler.weigh(head, candidates);
            assertThat(weights[0]).as("weight of the better trial").isBetween(0.51, 0.95);
            double least = mixture.loss(weights);
            for (double weight = 0; weight <= 1; weight += 0.01) {
                assertThat(mixture.loss(new double[] {weight, 1 - weight})).isGreaterThan(least - 1e-4);
            }
        }
    }

    /** Two trials that err independently, the second one more. */
    private static List<Candidate> quantityTrials(double unit, double worse) {
        SplittableRandom random = new SplittableRandom(5);
        List<Tensor> targets = new ArrayList<>();
        List<List<Tensor>> predictions = List.of(new ArrayList<>(), new ArrayList<>());
        for (int row = 0; row < ROWS; row++) {
            double height = random.nextGaussian();
            double income = random.nextGaussian();
            targets.add(Tensor.row((float) (unit * height), (float) income));
            for (int trial = 0; trial < 2; trial++) {
                double noise = trial == 0 ? 0.5 : 0.5 * worse;
                predictions.get(trial).add(Tensor.row((float) (unit * (height + noise * random.nextGaussian())), (float)
                        (income + 2 * noise * random.nextGaussian())));
            }
        }
        return candidates(targets, predictions);
    }

    private static List<Candidate> classTrials(double noise, double worse) {
        SplittableRandom random = new SplittableRandom(6);
        List<Tensor> targets = new ArrayList<>();
        List<List<Tensor>> predictions = List.of(new ArrayList<>(), new ArrayList<>());
        for (int row = 0; row < ROWS; row++) {
            int of = random.nextInt(3);
            targets.add(CLASSES.target(of));
            for (int trial = 0; trial < 2; trial++) {
                float[] logits = new float[3];
                for (int column = 0; column < 3; column++) {
                    double size = noise * (trial == 0 ? 1 : worse);
                    logits[column] = (float) ((column == of ? 1.5 : 0) + size * random.nextGaussian());
                }
                predictions.get(trial).add(CLASSES.prediction(Tensor.row(logits)));
            }
        }
        return candidates(targets, predictions);
    }

    private static List<Candidate> candidates(List<Tensor> targets, List<List<Tensor>> predictions) {
        int[] rows = IntStream.range(0, ROWS).toArray();
        return IntStream.range(0, predictions.size())
                .mapToObj(trial -> new Candidate(trial, 0, rows, targets, predictions.get(trial), 0))
                .toList();
    }
}
