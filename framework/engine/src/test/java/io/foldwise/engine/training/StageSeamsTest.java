package io.foldwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.sample.CrossEntropy;
import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.engine.weights.Start;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Inference;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import io.foldwise.spi.training.Examples;
import io.foldwise.spi.training.Optimizer;
import io.foldwise.spi.training.Schedule;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.RowMetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;

/** What a stage trains on, how batches are changed, and how samples are predicted. */
final class StageSeamsTest {

    private static final Dataset DATA = TinyVectors.vectors();
    private static final int[] TRAINING = IntStream.range(0, 32).toArray();
    private static final int[] HELD_OUT = IntStream.range(32, 48).toArray();
    private static final Spec<Optimizer> OPTIMIZER = new Spec<>("unused", Optimizer.class, new NoParams(), "test");
    private static final Spec<Schedule> SCHEDULE = new Spec<>("unused", Schedule.class, new NoParams(), "test");

    @Test
    void trainsOnExamplesAndValidatesSamples() {
        Examples firstFour = (data, rows) -> new Examples.Cut(data, new int[] {rows[0], rows[1], rows[2], rows[3]});
        List<int[]> trained = Collections.synchronizedList(new ArrayList<>());

        TrainingResult result = train(1, trained, Optional.of(firstFour), List.of(), Optional.empty());

        assertThat(trained).hasSize(1);
        assertThat(trained.get(0)).containsExactly(0, 1, 2, 3);
        assertThat(result.history().get(0).validation()).containsEntry("samples", 16.0);
    }

    @Test
    void augmentsEveryExampleByRandomnessOfItsOwn() {
        List<Integer> draws = Collections.synchronizedList(new ArrayList<>());
        Augmentation blind = (example, random) -> {
            draws.add(random.nextInt());
            return filled(example, 0);
        };

        TrainingResult first = train(3, new ArrayList<>(), Optional.empty(), List.of(blind), Optional.empty());
        List<Integer> drawn = List.copyOf(draws);
        draws.clear();
        TrainingResult again = train(3, new ArrayList<>(), Optional.empty(), List.of(blind), Optional.empty());

        assertThat(drawn).hasSize(3 * TRAINING.length).doesNotHaveDuplicates();
        assertThat(draws).isEqualTo(drawn);
        assertThat(again.network().params().toFloatVector())
                .containsExactly(first.network().params().toFloatVector());
        TrainingResult seeing = train(3, new ArrayList<>(), Optional.empty(), List.of(), Optional.empty());
        assertThat(first.network().getLayer("logits").getParam("W"))
                .as("inputs of nothing teach no weight, only biases")
                .isEqualTo(untrained().getLayer("logits").getParam("W"));
        assertThat(seeing.network().getLayer("logits").getParam("W"))
                .isNotEqualTo(untrained().getLayer("logits").getParam("W"));
    }

    @Test
    void laterAugmentationsSeeWhatEarlierOnesMade() {
        List<Float> seen = Collections.synchronizedList(new ArrayList<>());
        Augmentation ones = (example, random) -> filled(example, 1);
        Augmentation looking = (example, random) -> {
            seen.add(example.input().values()[0]);
            return example;
        };

        train(1, new ArrayList<>(), Optional.empty(), List.of(ones, looking), Optional.empty());

        assertThat(seen).hasSize(TRAINING.length).containsOnly(1f);
    }

    private static Example filled(Example example, float value) {
        float[] values = new float[example.input().values().length];
        Arrays.fill(values, value);
        return example.withInput(example.input().with(values));
    }

    @Test
    void validatesAndPredictsByTheStagesInference() {
        Inference opposite = new Inference() {
            @Override
            public int batch() {
                return 5;
            }

            @Override
            public List<List<Tensor>> predict(Network network, Features features) {
                return network.predict(features).stream()
                        .map(heads ->
                                List.of(heads.get(0).with(opposites(heads.get(0).values()))))
                        .toList();
            }
        };
        double plain = validation(Optional.empty());

        assertThat(validation(Optional.of(opposite))).isEqualTo(1 - plain, org.assertj.core.data.Offset.offset(1e-6));
        TrainingResult result = train(1, new ArrayList<>(), Optional.empty(), List.of(), Optional.of(opposite));
        float[][] whole = new float[HELD_OUT.length][];
        float[][] turned = new float[HELD_OUT.length][];
        new FittedNetwork(result.network(), Optional.empty())
                .predict(
                        DATA,
                        HELD_OUT,
                        (place, heads) -> whole[place] = heads.get(0).values());
        new FittedNetwork(result.network(), Optional.of(opposite))
                .predict(
                        DATA,
                        HELD_OUT,
                        (place, heads) -> turned[place] = heads.get(0).values());
        for (int row = 0; row < whole.length; row++) {
            assertThat(turned[row]).containsExactly(opposites(whole[row]));
        }
    }

    @Test
    void validatesAfterEverySoManyEpochsAndTheLast() {
        List<Boolean> validated = train(
                        new TrainerSettings(
                                5,
                                OPTIMIZER,
                                SCHEDULE,
                                0,
                                Optional.empty(),
                                Optional.empty(),
                                true,
                                Optional.of(2),
                                Optional.empty()),
                        new ArrayList<>(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty())
                .history()
                .stream()
                .map(epoch -> !epoch.validation().get("mean").isNaN())
                .toList();

        assertThat(validated).containsExactly(false, true, false, true, true);
    }

    @Test
    void epochsWithoutValidationDoNotWearOutThePatience() {
        TrainerSettings.EarlyStop impatient = new TrainerSettings.EarlyStop(Optional.of("samples"), 1);
        TrainerSettings settings = new TrainerSettings(
                9,
                OPTIMIZER,
                SCHEDULE,
                0,
                Optional.empty(),
                Optional.of(impatient),
                true,
                Optional.of(3),
                Optional.empty());

        TrainingResult result = train(settings, new ArrayList<>(), Optional.empty(), List.of(), Optional.empty());

        assertThat(result.history())
                .as("the sixth epoch is the first that is no better")
                .hasSize(6);
    }

    @Test
    void endsBelowALossThatIsNotToBePassed() {
        TrainerSettings settings = new TrainerSettings(
                9,
                OPTIMIZER,
                SCHEDULE,
                0,
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.of(1e9));

        TrainingResult result = train(settings, new ArrayList<>(), Optional.empty(), List.of(), Optional.empty());

        assertThat(result.history()).hasSize(1);
        assertThat(result.stopReason()).contains("training loss is below");
    }

    private static double validation(Optional<Inference> inference) {
        return train(1, new ArrayList<>(), Optional.empty(), List.of(), inference)
                .history()
                .get(0)
                .validation()
                .get("mean");
    }

    private static float[] opposites(float[] probabilities) {
        float[] opposites = new float[probabilities.length];
        for (int i = 0; i < opposites.length; i++) {
            opposites[i] = 1 - probabilities[i];
        }
        return opposites;
    }

    private static org.deeplearning4j.nn.graph.ComputationGraph untrained() {
        Augmentation blind = (example, random) -> filled(example, 0);
        return train(1, new ArrayList<>(), Optional.empty(), List.of(blind), Optional.empty())
                .network();
    }

    private static TrainingResult train(
            int epochs,
            List<int[]> trained,
            Optional<Examples> examples,
            List<Augmentation> augmentations,
            Optional<Inference> inference) {
        return train(
                new TrainerSettings(epochs, OPTIMIZER, SCHEDULE, 0, Optional.empty(), Optional.empty(), false),
                trained,
                examples,
                augmentations,
                inference);
    }

    private static TrainingResult train(
            TrainerSettings settings,
            List<int[]> trained,
            Optional<Examples> examples,
            List<Augmentation> augmentations,
            Optional<Inference> inference) {
        Stage stage = new Stage(
                List.of(new CrossEntropy()),
                epoch -> {
                    trained.add(epoch.rows());
                    return List.of(epoch.rows());
                },
                new Descent(),
                (base, moment) -> base,
                settings,
                List.of(),
                Start.PLAIN,
                examples,
                augmentations,
                inference,
                Material.OF_THE_FOLD);
        Scoring scoring =
                Scoring.of(DATA.task().first(), Map.of("mean", (Value) StageSeamsTest::mean, "samples", (Value)
                        (targets, predictions) -> targets.length));
        return new NetworkTrainer(
                        (graph, input) -> {
                            graph.addLayer(
                                    "logits",
                                    new DenseLayer.Builder()
                                            .nOut(3)
                                            .activation(Activation.IDENTITY)
                                            .build(),
                                    input);
                            return "logits";
                        },
                        DATA,
                        new Fold(TRAINING, HELD_OUT, HELD_OUT),
                        scoring,
                        new Seed(3),
                        epoch -> {})
                .train(List.of(stage));
    }

    private static double mean(float[][] targets, float[][] predictions) {
        double sum = 0;
        for (float[] row : predictions) {
            for (float value : row) {
                sum += value / row.length / predictions.length;
            }
        }
        return sum;
    }

    @FunctionalInterface
    private interface Value extends RowMetric {
        double of(float[][] targets, float[][] predictions);

        @Override
        default double value(RowHead head, float[][] targets, float[][] predictions) {
            return of(targets, predictions);
        }

        @Override
        default boolean higherIsBetter() {
            return true;
        }
    }

    private record NoParams() {}

    private record Descent() implements Optimizer {
        @Override
        public double learningRate() {
            return 0.1;
        }

        @Override
        public IUpdater updater(ISchedule schedule) {
            return new Sgd(schedule);
        }
    }
}
