package io.foldwise.engine.stagedata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PseudoLabelsTest {

    private static final LabelSchema LABELS = LabelSchema.of("labels", List.of("a", "b"));
    private static final Classes CLASSES = new Classes(List.of("x", "y", "z"));

    @Test
    void takesLabelsThatAreAllSure() {
        float[][] rows = {{0.95f, 0.01f}, {0.95f, 0.5f}, {0.91f, 0.92f}, {0.05f, 0.08f}};

        PseudoLabels labels = rows(LABELS, settings(0.9, false, false, Optional.empty()), rows);

        assertThat(labels.chosen(all(4), 10)).containsExactly(0, 2, 3);
        assertThat(labels.chosen(new int[] {1, 2}, 10)).containsExactly(2);
        assertThat(labels.target(0, LABELS)).isEqualTo(Tensor.row(1, 0));
        assertThat(labels.targets(1)).containsExactly(1, 1);
        assertThat(labels.labelled()).isTrue();
    }

    @Test
    void softTargetsAreTheProbabilities() {
        PseudoLabels labels = rows(LABELS, settings(0.5, true, false, Optional.empty()), new float[] {0.95f, 0.25f});

        assertThat(labels.target(0, LABELS)).isEqualTo(Tensor.row(0.95f, 0.25f));
    }

    @Test
    void balancesPositivesAndNegativesByTheSurest() {
        float[][] rows = {{0.91f, 0}, {0.1f, 0}, {0.05f, 0}, {0.01f, 0}, {0.99f, 0}, {0.02f, 0}};

        PseudoLabels labels = rows(LABELS, settings(0.9, false, true, Optional.empty()), rows);
        assertThat(labels.chosen(all(6), 100)).containsExactly(0, 3, 4, 5);

        PseudoLabels few = rows(LABELS, settings(0.9, false, true, Optional.of(0.5)), rows);
        assertThat(few.chosen(all(6), 4)).as("half of four, one of each kind").containsExactly(3, 4);
        assertThat(few.chosen(new int[] {1, 2, 3}, 4)).as("no positive one").isEmpty();
    }

    @Test
    void takesTheSurestOfAllWhereTheyNeedNotBeBalanced() {
        float[][] rows = {{0.91f, 0}, {0.95f, 0}, {0.93f, 0}, {0.95f, 0}};

        PseudoLabels labels = rows(LABELS, settings(0.9, false, false, Optional.of(0.25)), rows);

        assertThat(labels.chosen(all(4), 8)).containsExactly(1, 3);
    }

    @Test
    void ofClassesTheLikeliestCounts() {
        float[][] rows = {{0.8f, 0.1f, 0.1f}, {0.5f, 0.4f, 0.1f}, {0.1f, 0.9f, 0}, {0.7f, 0.2f, 0.1f}};

        PseudoLabels labels = rows(CLASSES, settings(0.6, false, true, Optional.empty()), rows);

        assertThat(labels.chosen(all(4), 8)).as("one of each class").containsExactly(0, 2);
        assertThat(labels.target(2, CLASSES)).isEqualTo(Tensor.row(0, 1, 0));
    }

    @Test
    void quantitiesAreTakenAsTheyAre() {
        Quantities head = new Quantities(List.of("age"));
        PseudoLabels labels =
                rows(head, settings(0.9, false, true, Optional.empty()), new float[] {41.5f}, new float[] {-3});

        assertThat(labels.chosen(all(2), 8)).containsExactly(0, 1);
        assertThat(labels.target(0, head)).isEqualTo(Tensor.row(41.5f));
    }

    /** Two channels; a mask is as sure as what it marks, or as nothing is marked. */
    @Test
    void ofMasksWhatIsMarkedCounts() {
        Head mask = new Mask();
        Tensor sure = new Tensor(new float[] {0.95f, 0, 0.9f, 0, 0.45f, 0, 0, 0}, 2, 2, 2);
        Tensor unsure = new Tensor(new float[] {0.55f, 0, 0.9f, 0, 0, 0, 0, 0}, 2, 2, 2);
        Tensor empty = new Tensor(new float[] {0.05f, 0, 0, 0, 0, 0, 0, 0.02f}, 2, 2, 2);
        Tensor perhapsEmpty = new Tensor(new float[] {0.4f, 0, 0, 0, 0, 0, 0, 0.02f}, 2, 2, 2);
        List<Tensor> predicted = List.of(sure, unsure, empty, perhapsEmpty);

        PseudoLabels labels = new PseudoLabels(
                samples(4),
                Task.of(mask),
                new Predictions(List.of("0", "1", "2", "3"), (head, row) -> predicted.get(row)),
                settings(0.9, false, true, Optional.empty()));

        assertThat(labels.chosen(all(4), 8)).containsExactly(0, 2);
        assertThat(labels.target(0, mask)).isEqualTo(new Tensor(new float[] {1, 0, 1, 0, 0, 0, 0, 0}, 2, 2, 2));
        assertThat(labels.targets(0)).containsExactly(1, 0);
        assertThat(labels.targets(2)).containsExactly(0, 0);
    }

    @Test
    void needARunOrAFile() {
        assertThatThrownBy(() -> new PseudoLabelSettings(
                        Optional.empty(),
                        Optional.empty(),
                        PseudoLabelSettings.Models.ENSEMBLE,
                        0.9,
                        false,
                        false,
                        Optional.empty()))
                .hasMessage("pseudo-labels need either 'run' or 'predictions'");
    }

    private record Mask() implements Head {
        @Override
        public String name() {
            return "mask";
        }

        @Override
        public long[] logits() {
            return new long[] {2, 2, 2};
        }

        @Override
        public Storage storage() {
            return new Storage.Arrays(Storage.Cell.FLOAT);
        }
    }

    private static PseudoLabels rows(Head head, PseudoLabelSettings settings, float[]... rows) {
        List<String> ids =
                IntStream.range(0, rows.length).mapToObj(Integer::toString).toList();
        return new PseudoLabels(samples(rows.length), Task.of(head), new Predictions(ids, rows), settings);
    }

    private static Dataset samples(int size) {
        return TinyVectors.of(6, TinyVectors.schema(3), size, new Seed(1));
    }

    private static int[] all(int size) {
        return IntStream.range(0, size).toArray();
    }

    private static PseudoLabelSettings settings(
            double confidence, boolean soft, boolean balance, Optional<Double> amount) {
        return new PseudoLabelSettings(
                Optional.of(Path.of("run")),
                Optional.empty(),
                PseudoLabelSettings.Models.HELD_OUT,
                confidence,
                soft,
                balance,
                amount);
    }
}
