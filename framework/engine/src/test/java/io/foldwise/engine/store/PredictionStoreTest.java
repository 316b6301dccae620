package io.foldwise.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Storage.Cell;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PredictionStoreTest {

    private static final LabelSchema LABELS = LabelSchema.of("findings", List.of("a", "b"));
    private static final Head MASK = new Mask();
    private static final Task BOTH = Task.of(LABELS, MASK);
    private static final List<String> IDS = List.of("one", "t/w.o", "三");

    @TempDir
    private Path folder;

    private record Mask() implements Head {

        @Override
        public String name() {
            return "mask";
        }

        @Override
        public long[] logits() {
            return new long[] {-1, -1, 1};
        }

        @Override
        public Storage storage() {
            return new Storage.Arrays(Cell.FLOAT);
        }
    }

    @Test
    void namesFilesByTheHeadsWhereThereAreSeveral() {
        assertThat(store(Task.of(LABELS)).fileNames()).containsExactly("oof.csv");
        assertThat(store(Task.of(MASK)).fileNames()).containsExactly("oof.npz");
        assertThat(store(BOTH).fileNames()).containsExactly("oof-labels.csv", "oof-mask.npz");
        assertThat(store(BOTH).file(MASK)).isEqualTo(folder.resolve("oof-mask.npz"));
    }

    @Test
    void readsBackWhatCameInAnyOrder() {
        write(2, 0, 1);

        Predictions read = store(BOTH).read(IDS);

        assertThat(read.ids()).isEqualTo(IDS);
        for (int sample = 0; sample < IDS.size(); sample++) {
            assertThat(read.of(LABELS, sample)).isEqualTo(labels(sample));
            assertThat(read.of(MASK, sample)).isEqualTo(mask(sample));
        }
    }

    @Test
    void writesTablesInTheOrderOfSamples() throws IOException {
        write(2, 0, 1);

        assertThat(Files.readAllLines(folder.resolve("oof-labels.csv")))
                .containsExactly("id,a,b", "one,0.0,0.5", "t/w.o,1.0,0.5", "三,2.0,0.5");
    }

    @Test
    void leavesArraysWhereTheyAre() {
        store(BOTH).writeTables(predictions());

        assertThat(folder).isDirectoryNotContaining("glob:**.npz").isDirectoryContaining("glob:**oof-labels.csv");
    }

    @Test
    void exportsAFileForEachOfSeveralHeads() {
        PredictionStore.export(folder.resolve("mine.out"), BOTH, predictions());
        PredictionStore.export(folder.resolve("bare"), BOTH, predictions());
        PredictionStore.export(folder.resolve("single.x"), Task.of(MASK), predictions());

        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("mine-labels.out", "mine-mask.out", "bare-labels", "bare-mask", "single.x");
        assertThat(new ArrayFile.Reader(folder.resolve("mine-mask.out")).read("三"))
                .isEqualTo(mask(2));
        assertThat(PredictionFile.read(folder.resolve("bare-labels"), LABELS)[1])
                .containsExactly(1, 0.5f);
    }

    @Test
    void noticesThatATableIsOfOtherSamples() {
        write(0, 1, 2);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store(BOTH).read(IDS.subList(0, 2)))
                .withMessage(folder.resolve("oof-labels.csv") + " is of 3 samples, not of 2");
    }

    @Test
    void opensArraysWhenTheyAreAskedFor() throws IOException {
        write(0, 1, 2);
        Files.delete(folder.resolve("oof-mask.npz"));

        Predictions read = store(BOTH).read(IDS);

        assertThat(read.of(LABELS, 1)).isEqualTo(labels(1));
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> read.of(MASK, 1));
    }

    private PredictionStore store(Task task) {
        return new PredictionStore(folder, PredictionStore.OUT_OF_FOLD, task);
    }

    private void write(int... order) {
        try (PredictionStore.Writer writer = store(BOTH).write(IDS)) {
            for (int sample : order) {
                writer.add(sample, List.of(labels(sample), mask(sample)));
            }
        }
    }

    private static Predictions predictions() {
        return new Predictions(IDS, (head, sample) -> head == MASK ? mask(sample) : labels(sample));
    }

    private static Tensor labels(int sample) {
        return Tensor.row(sample, 0.5f);
    }

    /** Images of different sizes. */
    private static Tensor mask(int sample) {
        float[] pixels = new float[2 * (sample + 1)];
        pixels[0] = 0.1f * sample;
        return new Tensor(pixels, sample + 1, 2, 1);
    }
}
