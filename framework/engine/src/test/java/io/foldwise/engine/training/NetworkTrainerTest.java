package io.foldwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.engine.training.TrainerSettings.EarlyStop;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.training.Optimizer;
import io.foldwise.spi.training.Sampler;
import io.foldwise.spi.training.Schedule;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Metric;
import io.foldwise.spi.validation.RowMetric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

final class NetworkTrainerTest {

    private static final Dataset DATA = TinyVectors.vectors();
    private static final LabelSchema LABELS = TinyVectors.schema(3);
    private static final Fold FOLD = new Fold(rows(0, 36), rows(36, 48), rows(36, 48));

    @Test
    void learnsAndTellsOfEveryEpoch() {
        List<EpochReport> told = new ArrayList<>();

        TrainingResult result = train(new Seed(3), told, stage(0.02, 12, Optional.empty()));

        assertThat(told).hasSize(12).isEqualTo(result.history());
        assertThat(told.get(11).loss()).isLessThan(0.7 * told.get(0).loss());
        assertThat(result.stopReason()).isEqualTo("all 12 epochs done");
    }

    @Test
    void countsTheEpochsOfAllStages() {
        List<EpochReport> told = new ArrayList<>();

        train(new Seed(3), told, stage(0.02, 2, Optional.empty()), stage(0.01, 1, Optional.empty()));

        assertThat(told).extracting(EpochReport::stage).containsExactly(0, 0, 1);
        assertThat(told).extracting(EpochReport::reached).containsExactly(1, 2, 3);
        assertThat(told).extracting(EpochReport::planned).containsOnly(3);
    }

    @Test
    void placesAnEpochWhereItWasPlannedThoughAStageEndedEarly() {
        List<EpochReport> told = new ArrayList<>();
        EarlyStop impatient = new EarlyStop(Optional.empty(), 2);

        train(new Seed(3), told, stage(0.5, 60, Optional.of(impatient)), stage(0.01, 1, Optional.empty()));

        EpochReport last = told.get(told.size() - 1);
        assertThat(told).hasSizeLessThan(61);
        assertThat(List.of(last.stage(), last.epoch(), last.reached(), last.planned()))
                .containsExactly(1, 1, 61, 61);
    }

    @Test
    void givesTheSameBitsForTheSameSeedAndOthersForAnother() {
        float[][] first = logits(train(new Seed(3), new ArrayList<>(), stage(0.02, 3, Optional.empty())));
        float[][] again = logits(train(new Seed(3), new ArrayList<>(), stage(0.02, 3, Optional.empty())));
        float[][] other = logits(train(new Seed(4), new ArrayList<>(), stage(0.02, 3, Optional.empty())));

        assertThat(again).isDeepEqualTo(first);
        assertThat(other).satisfies(values -> assertThat(values[0]).isNotEqualTo(first[0]));
    }

    @Test
    void keepsTheBestEpochAndStopsWhenPatienceEnds() {
        TrainingResult result =
                train(new Seed(3), new ArrayList<>(), stage(0.5, 60, Optional.of(new EarlyStop(Optional.empty(), 2))));

        assertThat(result.history()).hasSizeLessThan(60);
        assertThat(result.stopReason()).isEqualTo("cross-entropy no better for 2 epochs");
        double best = result.history().stream()
                .mapToDouble(epoch -> epoch.validation().get("cross-entropy"))
                .min()
                .orElseThrow();
        assertThat(validationLoss(result)).isEqualTo(best);
    }

    @Test
    void prefersAnyEpochWithAScoreToThoseWithout() {
        Stage stage = stage(0.02, 6, Optional.of(new EarlyStop(Optional.empty(), 2)));

        TrainingResult result = train(new SometimesDefined(epoch -> epoch > 4), new Seed(3), new ArrayList<>(), stage);

        assertThat(result.stopReason()).isEqualTo("all 6 epochs done");
        assertThat(result.history())
                .extracting(EpochReport::best)
                .containsExactly(false, false, false, false, true, true);
        assertThat(validationLoss(result))
                .isEqualTo(result.history().get(5).validation().get("cross-entropy"))
                .isLessThan(result.history().get(4).validation().get("cross-entropy"));
    }

    @Test
    void neverPrefersAnEpochWithoutAScore() {
        Stage stage = stage(0.02, 9, Optional.of(new EarlyStop(Optional.empty(), 3)));
        Stage twoEpochs = stage(0.02, 2, Optional.empty());

        TrainingResult result = train(new SometimesDefined(epoch -> epoch == 2), new Seed(3), new ArrayList<>(), stage);

        assertThat(result.history()).extracting(EpochReport::best).containsExactly(false, true, false, false, false);
        assertThat(result.stopReason()).isEqualTo("cross-entropy no better for 3 epochs");
        assertThat(logits(result)).isDeepEqualTo(logits(train(new Seed(3), new ArrayList<>(), twoEpochs)));
    }

    @Test
    void keepsTheLastEpochWhereNoneHasAScore() {
        Stage stage = stage(0.02, 4, Optional.of(new EarlyStop(Optional.empty(), 2)));

        TrainingResult scored = train(new Seed(3), new ArrayList<>(), stage);
        TrainingResult result = train(new SometimesDefined(epoch -> false), new Seed(3), new ArrayList<>(), stage);

        assertThat(result.history()).hasSize(4).noneMatch(EpochReport::best);
        assertThat(result.stopReason()).isEqualTo("all 4 epochs done; cross-entropy was not defined after any of them");
        assertThat(scored.history().get(3).best()).isTrue();
        assertThat(logits(result)).isDeepEqualTo(logits(scored));
    }

    @Test
    void startsAStageFromTheWeightsOfTheOneBefore() {
        Stage learning = stage(0.02, 6, Optional.empty());
        Stage standing = stage(0, 1, Optional.empty()); // ND4J's Adam takes 1e-8 for 0, hence the tolerance

        float[][] one = logits(train(new Seed(3), new ArrayList<>(), learning));
        float[][] two = logits(train(new Seed(3), new ArrayList<>(), learning, standing));

        for (int row = 0; row < one.length; row++) {
            assertThat(two[row]).containsExactly(one[row], within(1e-4f));
        }
    }

    @Test
    void keepsTheBestEpochOfAllStages() {
        Stage learning = stage(0.05, 6, Optional.empty());
        Stage spoiling = stage(2, 3, Optional.empty());

        TrainingResult result = train(new Seed(3), new ArrayList<>(), learning, spoiling);

        EpochReport best = best(result.history());
        assertThat(best.stage()).isZero();
        assertThat(validationLoss(result)).isEqualTo(loss(best));
        assertThat(result.history()).filteredOn(EpochReport::best).last().isEqualTo(best);
        assertThat(result.history()).filteredOn(epoch -> epoch.stage() == 1).noneMatch(EpochReport::best);
        assertThat(result.stopReason())
                .isEqualTo("all 3 epochs done; kept is epoch " + best.epoch() + " of stage 0 as the best of all");
    }

    @Test
    void keepsTheBestEpochOfALaterStageWhereThatIsBetter() {
        Stage slow = stage(0.002, 2, Optional.empty());
        Stage learning = stage(0.05, 6, Optional.empty());

        TrainingResult result = train(new Seed(3), new ArrayList<>(), slow, learning);

        assertThat(best(result.history()).stage()).isEqualTo(1);
        assertThat(result.bestEpoch()).isEqualTo(2 + best(result.history()).epoch());
        assertThat(validationLoss(result)).isEqualTo(loss(best(result.history())));
        assertThat(result.stopReason()).isEqualTo("all 6 epochs done");
    }

    @Test
    void keepsTheLastEpochOfTheLastStageIfAsked() {
        Stage spoiling = stage(2, 3, Optional.empty());
        Stage toTheEnd = new Stage(
                spoiling.losses(),
                spoiling.sampler(),
                spoiling.optimizer(),
                spoiling.schedule(),
                settings(3, Optional.empty(), false));

        TrainingResult result = train(new Seed(3), new ArrayList<>(), stage(0.05, 6, Optional.empty()), toTheEnd);

        assertThat(validationLoss(result)).isEqualTo(loss(result.history().get(8)));
    }

    @Test
    void startsAStageFromTheOneBeforeThoughThatGotWorse() {
        Stage standing = stage(0, 1, Optional.empty());

        TrainingResult result = train(
                new Seed(3),
                new ArrayList<>(),
                stage(0.05, 6, Optional.empty()),
                stage(2, 3, Optional.empty()),
                standing);

        double bestOfTheSecond = loss(best(result.history().subList(6, 9)));
        assertThat(loss(result.history().get(9))).isCloseTo(bestOfTheSecond, within(1e-4));
        assertThat(validationLoss(result)).isEqualTo(loss(best(result.history())));
    }

    @Test
    void comparesStagesByWhatTheLastOneWatches() {
        EarlyStop watchesTheRate = new EarlyStop(Optional.of("mean-probability"), 20);
        LinkedHashMap<String, Metric> metrics = new LinkedHashMap<>();
        metrics.put("cross-entropy", new CrossEntropyMetric());
        metrics.put("mean-probability", new MeanProbability());

        TrainingResult result = trainer(metrics, new Seed(3), new ArrayList<>())
                .train(List.of(stage(0.05, 6, Optional.empty()), stage(2, 3, Optional.of(watchesTheRate))));

        double smallest = result.history().stream()
                .mapToDouble(epoch -> epoch.validation().get("mean-probability"))
                .min()
                .orElseThrow();
        assertThat(value(new MeanProbability(), result)).isEqualTo(smallest);
    }

    private static EpochReport best(List<EpochReport> epochs) {
        return epochs.stream()
                .min(Comparator.comparingDouble(NetworkTrainerTest::loss))
                .orElseThrow();
    }

    private static double loss(EpochReport epoch) {
        return epoch.validation().get("cross-entropy");
    }

    @Test
    void goesFromTheFirstStepOfAStageToItsLast() {
        List<Double> progress = new ArrayList<>();
        Stage plain = stage(0.02, 3, Optional.empty());
        Sampler growing = epoch -> plain.sampler().batches(epoch).subList(0, epoch.number() == 2 ? 2 : 1);
        Schedule watched = (base, moment) -> {
            progress.add(moment.progress());
            return base;
        };

        train(
                new Seed(3),
                new ArrayList<>(),
                new Stage(plain.losses(), growing, plain.optimizer(), watched, plain.settings()));

        assertThat(progress).hasSize(4).isSorted().startsWith(0.0).endsWith(1.0);
    }

    /** Between two validations nothing is known that was not known before. */
    @Test
    void rulesAndSchedulesKnowWhichEpochsWereValidated() {
        Stage plain = stage(0.02, 5, Optional.empty());
        TrainerSettings all = plain.settings();
        TrainerSettings everySecond = new TrainerSettings(
                all.epochs(),
                all.optimizer(),
                all.schedule(),
                0,
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.of(2),
                Optional.empty());
        List<Boolean> validated = new ArrayList<>();
        Schedule watched = (base, moment) -> {
            validated.clear();
            moment.losses().forEach(loss -> validated.add(!Double.isNaN(loss)));
            return base;
        };
        List<Integer> asked = new ArrayList<>();
        LinkedHashMap<String, Metric> metrics = new LinkedHashMap<>();
        metrics.put("cross-entropy", new CrossEntropyMetric());

        trainer(metrics, new Seed(3), new ArrayList<>())
                .train(
                        List.of(new Stage(plain.losses(), plain.sampler(), plain.optimizer(), watched, everySecond)),
                        history -> {
                            asked.add(history.size());
                            return Optional.empty();
                        });

        assertThat(asked).containsExactly(2, 4, 5);
        assertThat(validated).as("before the last epoch").containsExactly(false, true, false, true);
    }

    @Test
    void stopsWithTheReasonWhenTheLossIsNoNumber() {
        assertThatThrownBy(() -> train(new Seed(3), new ArrayList<>(), stage(1e38, 3, Optional.empty())))
                .isInstanceOf(TrainingStoppedException.class)
                .hasMessageContaining("diverged")
                .hasMessageContaining("smaller learning rate");
    }

    @Test
    void savesAndRestoresAFittedNetwork(@TempDir Path folder) throws Exception {
        TrainingResult result = train(new Seed(3), new ArrayList<>(), stage(0.02, 2, Optional.empty()));
        Path file = folder.resolve("model.zip");

        new FittedNetwork(result.network(), Optional.empty()).save(file);

        assertThat(logits(
                        FittedNetwork.restore(file, Set.of(), Optional.empty()).network()))
                .isDeepEqualTo(logits(result));
    }

    private static TrainingResult train(Seed seed, List<EpochReport> told, Stage... stages) {
        return train(new CrossEntropyMetric(), seed, told, stages);
    }

    private static TrainingResult train(Metric metric, Seed seed, List<EpochReport> told, Stage... stages) {
        LinkedHashMap<String, Metric> metrics = new LinkedHashMap<>();
        metrics.put("cross-entropy", metric);
        return trainer(metrics, seed, told).train(List.of(stages));
    }

    private static NetworkTrainer trainer(LinkedHashMap<String, Metric> metrics, Seed seed, List<EpochReport> told) {
        NetworkModel model = (graph, input) -> {
            graph.addLayer("hidden", dense(16, Activation.TANH), input)
                    .addLayer("logits", dense(LABELS.width(), Activation.IDENTITY), "hidden");
            return "logits";
        };
        return new NetworkTrainer(model, DATA, FOLD, Scoring.of(LABELS, metrics), seed, told::add);
    }

    private static DenseLayer dense(int size, Activation activation) {
        return new DenseLayer.Builder().nOut(size).activation(activation).build();
    }

    private static Stage stage(double learningRate, int epochs, Optional<EarlyStop> earlyStop) {
        Optimizer adam = new Optimizer() {
            @Override
            public double learningRate() {
                return learningRate;
            }

            @Override
            public IUpdater updater(ISchedule schedule) {
                return new Adam(schedule);
            }
        };
        Sampler sampler = epoch -> List.of(
                IntStream.of(epoch.rows()).filter(row -> row % 2 == 0).toArray(),
                IntStream.of(epoch.rows()).filter(row -> row % 2 == 1).toArray());
        Schedule constant = (base, moment) -> base;
        return new Stage(
                List.of(NetworkTrainerTest::crossEntropy), sampler, adam, constant, settings(epochs, earlyStop, true));
    }

    private static TrainerSettings settings(int epochs, Optional<EarlyStop> earlyStop, boolean keepBest) {
        Spec<Optimizer> optimizer = new Spec<>("unused", Optimizer.class, new NoParams(), "test");
        Spec<Schedule> schedule = new Spec<>("unused", Schedule.class, new NoParams(), "test");
        return new TrainerSettings(epochs, optimizer, schedule, 0, Optional.empty(), earlyStop, keepBest);
    }

    private record NoParams() {}

    private static double crossEntropy(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            double probability = 1 / (1 + Math.exp(-logits[i]));
            sum -= targets[i] * Math.log(probability) + (1 - targets[i]) * Math.log(1 - probability);
            gradient[i] = (probability - targets[i]) / logits.length;
        }
        return sum / logits.length;
    }

    private record CrossEntropyMetric() implements RowMetric {
        @Override
        public boolean higherIsBetter() {
            return false;
        }

        @Override
        public double value(RowHead head, float[][] targets, float[][] predictions) {
            double sum = 0;
            for (int row = 0; row < targets.length; row++) {
                for (int label = 0; label < head.width(); label++) {
                    double right = targets[row][label] == 1 ? predictions[row][label] : 1 - predictions[row][label];
                    sum -= Math.log(Math.max(1e-15, right));
                }
            }
            return sum / targets.length / head.width();
        }
    }

    /** Smallest where least is predicted, right or wrong. */
    private record MeanProbability() implements RowMetric {
        @Override
        public boolean higherIsBetter() {
            return false;
        }

        @Override
        public double value(RowHead head, float[][] targets, float[][] predictions) {
            double sum = 0;
            for (float[] row : predictions) {
                for (float probability : row) {
                    sum += probability;
                }
            }
            return sum / predictions.length;
        }
    }

    /** A cross-entropy that is a number after some epochs only. */
    private static final class SometimesDefined implements RowMetric {
        private final IntPredicate defined;
        private int epochs;

        SometimesDefined(IntPredicate defined) {
            this.defined = defined;
        }

        @Override
        public boolean higherIsBetter() {
            return false;
        }

        @Override
        public double value(RowHead head, float[][] targets, float[][] predictions) {
            return defined.test(++epochs) ? new CrossEntropyMetric().value(head, targets, predictions) : Double.NaN;
        }
    }

    private static double validationLoss(TrainingResult result) {
        return value(new CrossEntropyMetric(), result);
    }

    /** A metric of the validation samples. */
    private static double value(RowMetric metric, TrainingResult result) {
        int[] rows = FOLD.validation();
        float[][] targets = new float[rows.length][];
        float[][] predictions = new float[rows.length][];
        ForwardPass.predictions(result.network(), Optional.empty(), DATA, rows, (place, ofHeads) -> {
            targets[place] = DATA.targets(rows[place]);
            predictions[place] = ofHeads.get(0).values();
        });
        return metric.value(LABELS, targets, predictions);
    }

    private static float[][] logits(TrainingResult result) {
        return logits(result.network());
    }

    private static float[][] logits(ComputationGraph network) {
        float[][] logits = new float[DATA.size()][];
        ForwardPass.logits(
                network,
                DATA,
                rows(0, DATA.size()),
                (row, ofHeads) -> logits[row] = ofHeads.get(0).values());
        return logits;
    }

    private static int[] rows(int from, int to) {
        return IntStream.range(from, to).toArray();
    }
}
