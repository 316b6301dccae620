package io.foldwise.plugin.image.stacking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.contracts.ReaderContract;
import io.foldwise.plugin.image.data.MaskHeads;
import io.foldwise.plugin.image.data.Normalisation;
import io.foldwise.plugin.image.synthetic.SyntheticXraysReader;
import io.foldwise.plugin.image.synthetic.SyntheticXraysReader.Subject;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.FinishedRun;
import io.foldwise.spi.data.FinishedRuns;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

final class StackedReaderTest extends ReaderContract {

    private static final int TRAIN = 24;
    private static final int SIZE = 16;

    @TempDir
    private Path folder;

    @BeforeEach
    void beginRuns() throws IOException {
        Files.createFile(folder.resolve("predictions.npz"));
    }

    @Override
    protected Reader reader() {
        return reader(new Masked(folder, TRAIN, SIZE), new Masked(folder, TRAIN, SIZE));
    }

    /** Upon drawn images, one run of predictions for each layer. */
    private Reader reader(FinishedRun... runs) {
        Record images = new SyntheticXraysReader.Params(
                TRAIN,
                4,
                List.of(SIZE),
                0.25,
                0.16,
                0.03,
                Normalisation.UNIT,
                Subject.SPOTS,
                MaskHeads.MASK,
                Storage.Cell.FLOAT,
                1);
        Spec<Reader> of = new Spec<>("synthetic-xrays", SyntheticXraysReader.class, images, "test.conf:1: data.of");
        List<FinishedRun> waiting = new ArrayList<>(List.of(runs));
        FinishedRuns finished = (run, head) -> waiting.remove(0);
        List<Path> folders =
                IntStream.range(0, runs.length).mapToObj(run -> folder).toList();
        return new StackedReader(new StackedReader.Params(of, folders, Optional.empty()), new Images(), finished);
    }

    private static final class Images implements Assembler {
        @Override
        public <T> T build(Spec<T> spec) {
            return spec.component().cast(new SyntheticXraysReader((SyntheticXraysReader.Params) spec.params()));
        }
    }

    /** Says a number of its own for every pixel: one of the sample, out of fold or of the ensemble, and of the place. */
    private static class Masked implements FinishedRun {

        private final Path folder;
        private final int known;
        private final int size;

        Masked(Path folder, int known, int size) {
            this.folder = folder;
            this.known = known;
            this.size = size;
        }

        @Override
        public List<Path> files() {
            return List.of(folder.resolve("predictions.npz"));
        }

        @Override
        public List<String> columns() {
            return List.of();
        }

        @Override
        public List<Set<String>> heldOut() {
            Set<String> even = new HashSet<>();
            Set<String> odd = new HashSet<>();
            IntStream.range(0, known).forEach(i -> (i % 2 == 0 ? even : odd).add("train-" + i));
            return List.of(even, odd);
        }

        @Override
        public Set<String> tested() {
            return Set.of("test-0", "test-1", "test-2", "test-3");
        }

        @Override
        public Optional<Tensor> outOfFold(String id) {
            return id.startsWith("train-") ? Optional.of(said(id, 0)) : Optional.empty();
        }

        @Override
        public Optional<Tensor> test(String id) {
            return tested().contains(id) ? Optional.of(said(id, 0.5f)) : Optional.empty();
        }

        private Tensor said(String id, float from) {
            float[] cells = new float[size * size];
            for (int cell = 0; cell < cells.length; cell++) {
                cells[cell] = said(id, from, cell);
            }
            return new Tensor(cells, size, size, 1);
        }

        static float said(String id, float from, int cell) {
            return from + Integer.parseInt(id.replaceAll("\\D", "")) / 100f + cell / 100_000f;
        }
    }

    @Test
    void putsWhatRunsSayBehindTheImagesOwnChannels() {
        Reader reader = reader();
        assertThat(reader.input()).contains(new InputShape.Image(SIZE, SIZE, 3));
        Dataset train = reader.train();
        Dataset test = reader.test().orElseThrow();
        assertSaid(train, new int[] {5, 0}, 0);
        assertSaid(test, new int[] {3}, 0.5f);
    }

    private void assertSaid(Dataset data, int[] rows, float from) {
        INDArray features = data.features(rows).values();
        assertThat(features.shape()).containsExactly(rows.length, SIZE, SIZE, 3);
        for (int sample = 0; sample < rows.length; sample++) {
            for (int cell = 0; cell < SIZE * SIZE; cell++) {
                for (int channel = 1; channel < 3; channel++) {
                    assertThat(features.getFloat(sample, cell / SIZE, cell % SIZE, channel))
                            .isEqualTo(Masked.said(data.id(rows[sample]), from, cell));
                }
            }
        }
    }

    @Test
    void keepsTheImages() {
        Dataset images = new SyntheticXraysReader(new SyntheticXraysReader.Params(
                        TRAIN,
                        4,
                        List.of(SIZE),
                        0.25,
                        0.16,
                        0.03,
                        Normalisation.UNIT,
                        Subject.SPOTS,
                        MaskHeads.MASK,
                        Storage.Cell.FLOAT,
                        1))
                .train();
        INDArray own = images.features(new int[] {7}).values();
        INDArray stacked = reader().train().features(new int[] {7}).values();
        for (int cell = 0; cell < SIZE * SIZE; cell++) {
            assertThat(stacked.getFloat(0, cell / SIZE, cell % SIZE, 0))
                    .isEqualTo(own.getFloat(0, cell / SIZE, cell % SIZE, 0));
        }
    }

    @Test
    void tellsWhatRunsHeldOutTogether() {
        Masked run = new Masked(folder, TRAIN, SIZE);
        assertThat(reader(run).train().heldOutTogether()).isEqualTo(run.heldOut());
        assertThat(reader(run).test().orElseThrow().heldOutTogether()).isEmpty();
    }

    @Test
    void refusesSamplesThatARunDoesNotKnow() throws IOException {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(reader(new Masked(folder, TRAIN - 2, SIZE))::train)
                .withMessageContaining("neither held out nor predicted as a test sample 'train-22'")
                .withMessageContaining("neither held out nor predicted as a test sample 'train-23'");
        Path names = Files.writeString(folder.resolve("names.txt"), "test-1\nother-1\n");
        Dataset read = reader().read(names);
        assertThat(read.features(new int[] {0}).values().shape()).containsExactly(1, SIZE, SIZE, 3);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read.features(new int[] {1}))
                .withMessageContaining("has no prediction of 'other-1'");
    }

    @Test
    void bringsMasksToTheSizeOfTheImages() {
        INDArray features = reader(new Masked(folder, TRAIN, SIZE / 2))
                .train()
                .features(new int[] {3})
                .values();

        assertThat(features.shape()).containsExactly(1, SIZE, SIZE, 2);
        assertThat(features.getFloat(0, 0, 0, 1)).isEqualTo(Masked.said("train-3", 0, 0));
        assertThat(features.getFloat(0, SIZE - 1, SIZE - 1, 1))
                .isEqualTo(Masked.said("train-3", 0, SIZE * SIZE / 4 - 1));
    }

    @Test
    void refusesMasksOfOtherClasses() {
        FinishedRun two = new Masked(folder, TRAIN, SIZE) {
            @Override
            public Optional<Tensor> outOfFold(String id) {
                return Optional.of(new Tensor(new float[SIZE * SIZE * 2], SIZE, SIZE, 2));
            }
        };
        Dataset data = reader(two).train();
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> data.features(new int[] {0}))
                .withMessageContaining("predicts [16, 16, 2] for 'train-0', where height, width and 1 are needed");
    }

    @Test
    void takesTrainingSamplesThatWereARunsTestSamples() {
        Masked elsewhere = new Masked(folder, 0, SIZE) {
            @Override
            public Set<String> tested() {
                return IntStream.range(0, TRAIN).mapToObj(i -> "train-" + i).collect(Collectors.toSet());
            }

            @Override
            public Optional<Tensor> outOfFold(String id) {
                return Optional.empty();
            }
        };
        Dataset data = reader(elsewhere).train();

        assertThat(data.features(new int[] {9}).values().getFloat(0, 0, 0, 1))
                .isEqualTo(Masked.said("train-9", 0.5f, 0));
        assertThat(data.heldOutTogether()).allMatch(Set::isEmpty);
    }

    @Test
    void namesTheFileThatAMissingRunLacks() {
        Record images = new SyntheticXraysReader.Params(
                TRAIN,
                4,
                List.of(SIZE),
                0.25,
                0.16,
                0.03,
                Normalisation.UNIT,
                Subject.SPOTS,
                MaskHeads.MASK,
                Storage.Cell.FLOAT,
                1);
        Spec<Reader> of = new Spec<>("synthetic-xrays", SyntheticXraysReader.class, images, "test.conf:1: data.of");
        Path missing = folder.resolve("none");
        Reader reader = new StackedReader(
                new StackedReader.Params(of, List.of(missing), Optional.empty()), new Images(), (run, head) -> {
                    throw new AssertionError("no run is opened");
                });
        assertThat(reader.files()).containsExactly(missing.resolve("ensemble.json"));
    }
}
