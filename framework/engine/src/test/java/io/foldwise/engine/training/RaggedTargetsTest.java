package io.foldwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.engine.sample.CrossEntropy;
import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.engine.store.PredictionStore;
import io.foldwise.engine.weights.Start;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Epoch;
import io.foldwise.spi.training.Example;
import io.foldwise.spi.training.Optimizer;
import io.foldwise.spi.training.Schedule;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;

/** Targets that are lists, of which a sample has some or none, until an augmentation makes cells of them. */
final class RaggedTargetsTest {

    private static final Dataset LABELS = TinyVectors.vectors();
    private static final Lists LISTS = new Lists();
    private static final int[] TRAINING = IntStream.range(0, 32).toArray();
    private static final int[] HELD_OUT = IntStream.range(32, 48).toArray();

    /** Makes of a list of labels a cell for each of them. */
    private static final Augmentation CELLS = (example, random) -> {
        float[] cells = new float[3];
        for (float label : example.targets().get(0).values()) {
            cells[(int) label] = 1;
        }
        return new Example(example.input(), List.of(Tensor.row(cells)));
    };

    @Test
    void someSamplesHaveNone() {
        assertThat(IntStream.of(TRAINING)
                        .map(row -> LISTS.target(row, Lists.HEAD).shape()[0])
                        .distinct()
                        .toArray())
                .contains(0, 1, 2);
    }

    @Test
    void trainAsTheCellsDoThatComeOfThem() {
        List<double[]> ofLists = new ArrayList<>();
        List<double[]> ofLabels = new ArrayList<>();

        TrainingResult lists = train(LISTS, List.of(CELLS), ofLists);
        TrainingResult labels = train(LABELS, List.of(), ofLabels);

        assertThat(lists.network().params().toFloatVector())
                .containsExactly(labels.network().params().toFloatVector());
        assertThat(ofLists.get(1))
                .isEqualTo(ofLists.get(0))
                .hasSize(TRAINING.length)
                .containsExactly(ofLabels.get(1), within(1e-6));
    }

    @Test
    void areNoTargetsOfANetworkAsTheyAre() {
        assertThatThrownBy(() -> train(LISTS, List.of((example, random) -> example), new ArrayList<>()))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageContaining("an augmentation has to make cells of it");
    }

    @Test
    void keepTheirShapesInFiles(@TempDir Path folder) {
        List<String> ids = IntStream.range(0, LISTS.size()).mapToObj(LISTS::id).toList();
        PredictionStore store = new PredictionStore(folder, "oof", LISTS.task());
        try (PredictionStore.Writer writer = store.write(ids)) {
            IntStream.range(0, ids.size()).forEach(row -> writer.add(row, List.of(LISTS.target(row, Lists.HEAD))));
        }
        Predictions read = store.read(ids);

        for (int row = 0; row < ids.size(); row++) {
            assertThat(read.of(Lists.HEAD, row)).isEqualTo(LISTS.target(row, Lists.HEAD));
        }
    }

    /** Trains one batch of all samples in each of two epochs, and asks for losses in both. */
    private static TrainingResult train(Dataset data, List<Augmentation> augmentations, List<double[]> losses) {
        Stage stage = new Stage(
                List.of(new CrossEntropy()),
                epoch -> batches(epoch, losses),
                new Descent(),
                (base, moment) -> base,
                new TrainerSettings(
                        2,
                        new Spec<>("unused", Optimizer.class, new NoParams(), "test"),
                        new Spec<>("unused", Schedule.class, new NoParams(), "test"),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        false),
                List.of(),
                Start.PLAIN,
                Optional.empty(),
                augmentations,
                Optional.empty(),
                Material.OF_THE_FOLD);
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
                        data,
                        new Fold(TRAINING, new int[0], HELD_OUT),
                        Scoring.of(data.task().first(), Map.of("samples", new Counting())),
                        new Seed(3),
                        epoch -> {})
                .train(List.of(stage));
    }

    private static List<int[]> batches(Epoch epoch, List<double[]> losses) {
        losses.add(epoch.losses());
        return List.of(epoch.rows());
    }

    private record NoParams() {}

    /** How many samples were predicted. */
    private static final class Counting implements Metric {
        @Override
        public boolean higherIsBetter() {
            return true;
        }

        @Override
        public Tally tally(Head head) {
            return new Tally() {
                private int samples;

                @Override
                public void add(Tensor target, Tensor prediction) {
                    samples++;
                }

                @Override
                public double value() {
                    return samples;
                }
            };
        }
    }

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

    /** Tiny vectors of which is asked which labels they have: a list of their numbers. */
    private static final class Lists implements Dataset {

        static final Head HEAD = new Head() {
            @Override
            public String name() {
                return "lists";
            }

            @Override
            public long[] logits() {
                return new long[] {3};
            }

            @Override
            public Storage storage() {
                return new Storage.Arrays(Storage.Cell.FLOAT);
            }
        };

        @Override
        public int size() {
            return LABELS.size();
        }

        @Override
        public String id(int row) {
            return LABELS.id(row);
        }

        @Override
        public InputShape input() {
            return LABELS.input();
        }

        @Override
        public Task task() {
            return Task.of(HEAD);
        }

        @Override
        public boolean labelled() {
            return true;
        }

        @Override
        public float[] targets(int row) {
            return LABELS.targets(row);
        }

        @Override
        public Tensor target(int row, Head head) {
            float[] labels = targets(row);
            int[] those = IntStream.range(0, labels.length)
                    .filter(label -> labels[label] == 1)
                    .toArray();
            float[] list = new float[those.length];
            for (int i = 0; i < list.length; i++) {
                list[i] = those[i];
            }
            return new Tensor(list, list.length, 1);
        }

        @Override
        public Features features(int[] rows) {
            return LABELS.features(rows);
        }
    }
}
