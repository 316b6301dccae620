package io.foldwise.plugin.image.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.contracts.TinyData;
import io.foldwise.plugin.image.dicom.DicomWindow;
import io.foldwise.plugin.image.file.ImageFile;
import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.plugin.image.pixel.Pixels;
import io.foldwise.plugin.image.submission.MaskImages.Params;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MaskImagesTest {

    private static final Tensor MASK = new Tensor(new float[] {0.25f, 0.75f, 1, 0}, 2, 2, 1);

    @TempDir
    private Path folder;

    private void write(List<String> classes, boolean more, Dataset data, Tensor prediction, String... ids)
            throws IOException {
        Task task = Task.of(new Masks("mask", 2, 2, classes, Storage.Cell.UBYTE));
        Predictions predictions = new Predictions(List.of(ids), (head, sample) -> prediction);
        new MaskImages(new Params(0.5, more, more), task).write(data, predictions, folder);
    }

    @Test
    void writesMasksOfBlackAndWhite() throws IOException {
        write(List.of("mask"), false, TinyData.images(), MASK, "a", "b/c");
        for (String id : List.of("a", "b/c")) {
            Pixels mask = pixels("masks/" + id + ".png");
            assertThat(mask.height()).isEqualTo(2);
            assertValues(mask, 0, 1, 1, 0);
        }
        assertThat(folder)
                .isDirectoryNotContaining("glob:**probabilities")
                .isDirectoryNotContaining("glob:**masks.csv");
    }

    @Test
    void writesProbabilitiesAndRunLengthCodesOnDemand() throws IOException {
        write(List.of("mask"), true, TinyData.images(), MASK, "a");
        assertValues(pixels("probabilities/a.png"), Math.round(0.25 * 65535) / 65535f, 0.75f, 1, 0);
        assertThat(folder.resolve("masks.csv")).hasContent("ImageId,EncodedPixels\na,1 2\n");
    }

    @Test
    void writesMasksInTheSizeOfTheirImages() throws IOException {
        write(List.of("mask"), false, sized(2, 4), MASK, "a");
        Pixels mask = pixels("masks/a.png");
        assertThat(mask.height()).isEqualTo(2);
        assertThat(mask.width()).isEqualTo(4);
        assertValues(mask, 0, 0, 1, 1, 1, 1, 0, 0); // of 0.25 0.375 0.625 0.75 and 1 0.75 0.25 0
    }

    @Test
    void writesAFolderForEachOfSeveralClasses() throws IOException {
        Tensor both = new Tensor(new float[] {1, 0, 0, 0, 0, 0, 0, 1}, 2, 2, 2);
        write(List.of("left", "right"), true, TinyData.images(), both, "a");
        assertValues(pixels("masks/left/a.png"), 1, 0, 0, 0);
        assertValues(pixels("masks/right/a.png"), 0, 0, 0, 1);
        assertThat(folder.resolve("masks.csv")).hasContent("ImageId,left,right\na,0 1,3 1\n");
    }

    @Test
    void writesNothingOutsideOfItsFolder() {
        for (String id : List.of("../a", "a/../../b", "/tmp/a", "a\\b", "a\0")) {
            assertThatExceptionOfType(IOException.class)
                    .as(id)
                    .isThrownBy(() -> write(List.of("mask"), false, TinyData.images(), MASK, id))
                    .withMessage("the id '" + id + "' cannot be the name of a file");
        }
    }

    private Pixels pixels(String file) throws IOException {
        return new ImageFile(folder.resolve(file)).pixels(DicomWindow.ALL);
    }

    private static void assertValues(Pixels pixels, float... values) {
        for (int i = 0; i < values.length; i++) {
            assertThat(pixels.samples().get(i)).as("pixel %d", i).isEqualTo(Math.round(values[i] * 65535) / 65535f);
        }
    }

    /** Samples that had so many pixels. */
    private static Dataset sized(int height, int width) {
        return (Dataset) Proxy.newProxyInstance(
                Dataset.class.getClassLoader(),
                new Class<?>[] {Dataset.class},
                (proxy, method, arguments) ->
                        Optional.of(Integer.toString(arguments[1].equals("height") ? height : width)));
    }
}
