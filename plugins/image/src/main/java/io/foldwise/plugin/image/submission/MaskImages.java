package io.foldwise.plugin.image.submission;

import io.foldwise.plugin.image.codec.RunLengthCode;
import io.foldwise.plugin.image.data.ImageDataset;
import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PredictionFormat;
import io.foldwise.toolkit.table.CsvLines;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Masks as images in the size of those that they are of: {@code masks/ID.png}, 255 inside and 0 outside. On demand probabilities,
 * {@code probabilities/ID.png} in steps of 1/65535, and all masks in {@linkplain RunLengthCode run-length code}, {@code masks.csv}.
 * Several classes have a folder each.
 */
@Description("Masks as PNG images in the size of those that they are of, probabilities and run-length codes on demand")
public final class MaskImages implements PredictionFormat {

    /** What is written. */
    public record Params(
            @Description("A pixel belongs to the mask where its probability is larger")
            @Default("0.5")
            @DecimalMin("0")
            @DecimalMax("1")
            double threshold,

            @Description("Whether probabilities are written, too, as images of 16 bits") @Default("false")
            boolean probabilities,

            @Description("Whether a table of run-length codes is written, too, as SIIM-ACR 2019 has them")
            @Default("false")
            boolean runLength) {}

    private final Params params;
    private final Masks head;

    /** @throws io.foldwise.spi.IncompatibleException if the task has no masks */
    @Inject
    public MaskImages(Params params, Task task) {
        this.params = params;
        this.head = PredictedMask.head(task);
    }

    @Override
    public void write(Dataset data, Predictions predictions, Path folder) throws IOException {
        ImageFolderWriter masks = new ImageFolderWriter(folder.resolve("masks"), head.classes());
        ImageFolderWriter probabilities = new ImageFolderWriter(folder.resolve("probabilities"), head.classes());
        List<String> table = new ArrayList<>(List.of(CsvLines.line(columns())));
        for (int sample = 0; sample < predictions.size(); sample++) {
            String id = predictions.ids().get(sample);
            Tensor prediction = predictions.of(head, sample);
            List<String> cells = new ArrayList<>(List.of(id));
            for (int ofClass = 0; ofClass < head.classes().size(); ofClass++) {
                PredictedMask predicted = PredictedMask.of(
                        prediction,
                        ofClass,
                        side(data, sample, ImageDataset.HEIGHT, prediction.shape()[0]),
                        side(data, sample, ImageDataset.WIDTH, prediction.shape()[1]));
                boolean[] mask = predicted.above(params.threshold());
                masks.mask(id, ofClass, mask, predicted.height(), predicted.width());
                if (params.probabilities()) {
                    probabilities.shares(id, ofClass, predicted.probabilities(), predicted.height(), predicted.width());
                }
                if (params.runLength()) {
                    cells.add(RunLengthCode.encode(mask, predicted.height(), predicted.width()));
                }
            }
            table.add(CsvLines.line(cells));
        }
        if (params.runLength()) {
            Files.write(folder.resolve("masks.csv"), table);
        }
    }

    private List<String> columns() {
        return Stream.concat(
                        Stream.of("ImageId"),
                        head.classes().size() == 1 ? Stream.of("EncodedPixels") : head.classes().stream())
                .toList();
    }

    /** Of the image, if the reader knows it. */
    private static int side(Dataset data, int sample, String attribute, int otherwise) {
        return data.attribute(sample, attribute).map(Integer::valueOf).orElse(otherwise);
    }
}
