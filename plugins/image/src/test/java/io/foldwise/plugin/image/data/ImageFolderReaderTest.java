package io.foldwise.plugin.image.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.contracts.ReaderContract;
import io.foldwise.plugin.image.data.ImageFolderReader.Params;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Reader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageFolderReaderTest extends ReaderContract {

    @TempDir
    private Path folder;

    private Optional<Double> nearCopies = Optional.empty();

    @BeforeEach
    void write() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 12; i++) {
            image(i % 2 == 0 ? "cat" : "dog", i, ImageSet.noise(random));
        }
    }

    private void image(String kind, int number, int[] grey) {
        try {
            Files.createDirectories(folder.resolve("train").resolve(kind));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ImageSet.png(folder.resolve("train/%s/%02d.png".formatted(kind, number)), ImageSet.SIDE, grey);
    }

    @Override
    protected Reader reader() {
        return new ImageFolderReader(new Params(
                folder.resolve("train"),
                List.of("dog", "cat"),
                Optional.of(folder.resolve("train/cat")),
                new ImageParams(List.of(16), 1, Normalisation.UNIT, Optional.empty(), false, nearCopies, 1)));
    }

    @Test
    void takesTheFolderForTheClass() {
        Dataset data = reader().train();
        assertThat(data.id(0)).isEqualTo("cat/00");
        assertThat(data.targets(0)).containsExactly(0, 1);
        assertThat(data.id(11)).isEqualTo("dog/11");
        assertThat(data.targets(11)).containsExactly(1, 0);
    }

    @Test
    void passesOverWhatFileManagersLeave() throws IOException {
        Files.writeString(folder.resolve("train/dog/Thumbs.db"), "thumbs");
        Files.writeString(folder.resolve("train/Desktop.ini"), "folder");
        Files.writeString(folder.resolve("train/.DS_Store"), "store");
        Files.writeString(folder.resolve("train/cat/._00.png"), "attributes");
        assertThat(reader().train().size()).isEqualTo(12);
        assertThat(reader().read(folder.resolve("train")).size()).isEqualTo(12);
    }

    @Test
    void groupsImagesThatAreNearlyCopies() {
        SplittableRandom random = new SplittableRandom(12);
        int[] image = ImageSet.noise(random);
        image("cat", 20, image);
        int[] darker = image.clone();
        for (int pixel = 0; pixel < darker.length; pixel++) {
            darker[pixel] = darker[pixel] * 3 / 4;
        }
        image("dog", 21, darker);
        nearCopies = Optional.of(0.06);
        Reader reader = reader();
        Dataset data = reader.train();
        assertThat(reader.grouped()).isTrue();
        for (int row = 0; row < data.size(); row++) {
            int first = data.id(row).equals("dog/21") ? 6 : row;
            assertThat(data.group(row)).as(data.id(row)).isEqualTo(first);
        }
        assertThat(data.id(6)).isEqualTo("cat/20");
    }

    @Test
    void refusesImagesOfNoClass() throws IOException {
        Files.writeString(folder.resolve("train/notes.txt"), "notes");
        image("cow", 1, new int[4 * ImageSet.SIDE]);
        Files.createDirectories(folder.resolve("train/dog"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> reader().train())
                .withMessage(folder.resolve("train/cow/01.png")
                        + ": is in no folder of a class: add its folder to the classes, or move it out of "
                        + folder.resolve("train") + "; the classes are dog, cat\n" + folder.resolve("train/notes.txt")
                        + ": is in no folder of a class: move it into the folder of one, or out of "
                        + folder.resolve("train") + "; the classes are dog, cat");
    }

    @Test
    void refusesClassesWithoutImages() throws IOException {
        for (int i = 1; i < 12; i += 2) {
            Files.delete(folder.resolve("train/dog/%02d.png".formatted(i)));
        }
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> reader().train())
                .withMessage(folder.resolve("train/dog") + ": holds no files");
    }
}
