package io.foldwise.plugin.example.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.contracts.ReaderContract;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SyntheticMasksReaderTest extends ReaderContract {

    @TempDir
    private Path folder;

    static Reader tiny() {
        return reader(0.25, 0.3);
    }

    private static Reader reader(double empty, double noise) {
        return new SyntheticMasksReader(new SyntheticMasksReader.Params(32, 4, 8, empty, noise, Storage.Cell.FLOAT, 1));
    }

    @Override
    protected Reader reader() {
        return tiny();
    }

    @Test
    void drawsShapesThatAreBrighterThanTheRest() {
        Dataset images = reader(0, 0).train();
        Head mask = images.task().first();
        for (int row = 0; row < images.size(); row++) {
            float[] pixels = images.features(new int[] {row}).values().data().asFloat();
            assertThat(pixels)
                    .containsExactly(images.target(row, mask).values())
                    .contains(1f);
        }
    }

    @Test
    void tellsEmptyMasksFromOthers() {
        Dataset images = tiny().train();
        Head mask = images.task().first();
        int empty = 0;
        for (int row = 0; row < images.size(); row++) {
            boolean any = false;
            for (float pixel : images.target(row, mask).values()) {
                any |= pixel > 0;
            }
            assertThat(images.targets(row)).containsExactly(any ? 1 : 0);
            empty += any ? 0 : 1;
        }
        assertThat(empty).isBetween(3, 13);
    }

    @Test
    void drawsTheImagesThatAFileNames() throws IOException {
        Dataset named = tiny().read(file("new\ntrain-3\n"));
        assertThat(named.size()).isEqualTo(2);
        assertThat(named.labelled()).isFalse();
        assertThat(named.features(new int[] {1}).values())
                .isEqualTo(tiny().train().features(new int[] {3}).values());
    }

    @Test
    void refusesAFileThatNamesAImageTwice() throws IOException {
        Path file = file("a\nb\na\n");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> tiny().read(file))
                .withMessage(file + ":3: names 'a' a second time");
    }

    private Path file(String lines) throws IOException {
        return Files.writeString(folder.resolve("names.txt"), lines);
    }
}
