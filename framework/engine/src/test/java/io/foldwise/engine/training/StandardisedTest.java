package io.foldwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.engine.archive.ModelArchive;
import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.engine.weights.WeightsFile;
import io.foldwise.engine.weights.WeightsSettings;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.training.Epoch;
import io.foldwise.spi.training.Optimizer;
import io.foldwise.spi.training.Schedule;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.RowMetric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;

/** Quantities that are learned in units of their own. */
final class StandardisedTest {

    private static final Quantities SIZE = new Quantities("size", List.of("one", "other"));
    private static final Fold FOLD = new Fold(
            IntStream.range(0, 40).toArray(),
            IntStream.range(40, 60).toArray(),
            IntStream.range(40, 60).toArray());

    @TempDir
    private Path directory;

    @Test
    void unitsDoNotMatter() {
        TrainingResult small = train(new Sizes(1, 0), true);
        TrainingResult large = train(new Sizes(5000, -70_000), true);

        float[][] ofSmall = predictions(small.network());
        float[][] ofLarge = predictions(large.network());
        for (int row = 0; row < ofSmall.length; row++) {
            for (int column = 0; column < 2; column++) {
                assertThat(ofLarge[row][column]).isCloseTo(5000 * ofSmall[row][column] - 70_000, within(5f));
            }
        }
        assertThat(large.history().get(0).loss())
                .as("the loss sees standardised targets")
                .isCloseTo(small.history().get(0).loss(), within(1e-4));
        assertThat(train(new Sizes(1, 0), false).network().params())
                .isNotEqualTo(small.network().params());
    }

    @Test
    void aSavedNetworkPredictsInUnitsOfTheData() throws IOException {
        ComputationGraph network = train(new Sizes(5000, -70_000), true).network();
        Path file = directory.resolve("model.zip");

        ModelArchive.write(file, network);

        assertThat(predictions(ModelArchive.read(file, Set.of()))).isDeepEqualTo(predictions(network));
    }

    @Test
    void weightsOfOtherUnitsPredictTheSame() throws IOException {
        ComputationGraph network = train(new Sizes(5000, -70_000), true).network();
        Path file = directory.resolve("model.zip");
        ModelArchive.write(file, network);

        for (boolean standardised : List.of(true, false)) {
            ComputationGraph other = train(new Sizes(40, 90), standardised).network();
            new WeightsFile(file, Set.of())
                    .load(
                            other,
                            new WeightsSettings(
                                    Optional.empty(),
                                    Optional.of(directory),
                                    0,
                                    Optional.empty(),
                                    false,
                                    List.of(),
                                    List.of()));

            float[][] expected = predictions(network);
            for (int row = 0; row < expected.length; row++) {
                assertThat(predictions(other)[row]).containsExactly(expected[row], within(0.05f));
            }
        }
    }

    private static float[][] predictions(ComputationGraph network) {
        return network.output(false, new Sizes(1, 0).features(FOLD.heldOut()).values())[0].toFloatMatrix();
    }

    @Test
    void lossesOfSamplesAreInTheUnitsThatAreLearned() {
        List<double[]> losses = new ArrayList<>();

        train(new Sizes(1, 0), true, epoch -> losses.add(epoch.losses()));
        train(new Sizes(5000, -70_000), true, epoch -> losses.add(epoch.losses()));

        double[] ofLarge = losses.get(losses.size() - 1);
        assertThat(ofLarge).hasSize(40).containsExactly(losses.get(0), within(1e-3));
    }

    private static TrainingResult train(Dataset data, boolean standardised) {
        return train(data, standardised, epoch -> {});
    }

    private static TrainingResult train(Dataset data, boolean standardised, Consumer<Epoch> asking) {
        Spec<Optimizer> optimizer = new Spec<>("unused", Optimizer.class, new NoParams(), "test");
        Spec<Schedule> schedule = new Spec<>("unused", Schedule.class, new NoParams(), "test");
        Stage stage = new Stage(
                List.of(StandardisedTest::squares),
                epoch -> {
                    asking.accept(epoch);
                    return List.of(epoch.rows());
                },
                new Descent(),
                (base, moment) -> base,
                new TrainerSettings(20, optimizer, schedule, 0, Optional.empty(), Optional.empty(), false));
        return new NetworkTrainer(
                        (graph, input) -> {
                            graph.addLayer(
                                    "logits",
                                    new DenseLayer.Builder()
                                            .nOut(2)
                                            .activation(Activation.IDENTITY)
                                            .build(),
                                    input);
                            return "logits";
                        },
                        data,
                        FOLD,
                        Scoring.of(SIZE, Map.of("squares", new Error())),
                        new Seed(3),
                        standardised,
                        epoch -> {})
                .train(List.of(stage));
    }

    private record NoParams() {}

    private record Descent() implements Optimizer {
        @Override
        public double learningRate() {
            return 0.2;
        }

        @Override
        public IUpdater updater(ISchedule schedule) {
            return new Sgd(schedule);
        }
    }

    /** The mean square of the first quantity. */
    private record Error() implements RowMetric {
        @Override
        public boolean higherIsBetter() {
            return false;
        }

        @Override
        public double value(RowHead head, float[][] targets, float[][] predictions) {
            double sum = 0;
            for (int row = 0; row < targets.length; row++) {
                double difference = targets[row][0] - predictions[row][0];
                sum += difference * difference / targets.length;
            }
            return sum;
        }
    }

    private static double squares(double[] logits, double[] targets, int rows, int cells, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < rows * cells; i++) {
            double error = logits[i] - targets[i];
            gradient[i] = 2 * error / (rows * cells);
            sum += error * error / (rows * cells);
        }
        return sum;
    }

    /** Two quantities of four numbers, in some unit. */
    private record Sizes(double unit, double shift) implements Dataset {

        private static final Dataset VECTORS = TinyVectors.of(4, TinyVectors.schema(1), 60, new Seed(5));

        @Override
        public int size() {
            return VECTORS.size();
        }

        @Override
        public String id(int row) {
            return VECTORS.id(row);
        }

        @Override
        public InputShape input() {
            return VECTORS.input();
        }

        @Override
        public Task task() {
            return Task.of(SIZE);
        }

        @Override
        public boolean labelled() {
            return true;
        }

        @Override
        public float[] targets(int row) {
            float[] features = VECTORS.features(new int[] {row}).values().toFloatVector();
            double one = features[0] - 2 * features[1];
            double other = features[2] * features[3];
            return new float[] {(float) (unit * one + shift), (float) (unit * other + shift)};
        }

        @Override
        public Features features(int[] rows) {
            return VECTORS.features(rows);
        }
    }
}
