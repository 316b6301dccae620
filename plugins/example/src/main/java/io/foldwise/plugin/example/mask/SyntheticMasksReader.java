package io.foldwise.plugin.example.mask;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.toolkit.text.NamesFile;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Draws noisy images with a few bright shapes in them, and the masks of these. An image follows from its id and the
 * reader's seed alone: nothing is read, and nothing kept. A file to predict names an image in every line.
 */
@Description("Drawn images of noise and a few bright shapes, with the shapes' masks; needs no download")
public final class SyntheticMasksReader implements Reader {

    /** How many images, and how hard they are. */
    public record Params(
            @Description("How many images folds are made of") @Default("160") @Positive
            int train,

            @Description("How many other images to predict") @Default("40") @PositiveOrZero
            int test,

            @Description(value = "Height and width", unit = "pixels") @Default("16") @Min(4) @Max(1024)
            int size,

            @Description("Share of images without a shape, whose masks are empty")
            @Default("0.25")
            @DecimalMin("0")
            @DecimalMax("1")
            double empty,

            @Description("Standard deviation of the noise; a shape is brighter than the rest by 1")
            @Default("0.5")
            @PositiveOrZero
            double noise,

            @Description("What is kept of a pixel's prediction: float, or ubyte, a quarter of the size")
            @Default("float")
            Storage.Cell storage,

            @Description("Other seeds draw other images") @Default("1") @Positive
            long seed) {}

    private final Params params;
    private final Task task;

    @Inject
    public SyntheticMasksReader(Params params) {
        this.params = params;
        this.task = Task.of(new Masks(params.size(), params.size(), params.storage()));
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public Optional<InputShape> input() {
        return Optional.of(new InputShape.Image(params.size(), params.size(), 1));
    }

    @Override
    public boolean hasTest() {
        return params.test() > 0;
    }

    @Override
    public List<Path> files() {
        return List.of();
    }

    @Override
    public Dataset train() {
        return new DrawnImages(numbered("train", params.train()), params, task, true);
    }

    /** With masks, as those that draw the images know them. */
    @Override
    public Optional<Dataset> test() {
        return hasTest()
                ? Optional.of(new DrawnImages(numbered("test", params.test()), params, task, true))
                : Optional.empty();
    }

    private static List<String> numbered(String name, int images) {
        return IntStream.range(0, images).mapToObj(i -> name + "-" + i).toList();
    }

    @Override
    public Dataset read(Path file) {
        return new DrawnImages(NamesFile.read(file), params, task, false);
    }

    /** What an image is drawn from. */
    static Drawing drawing(Params params, String id) {
        return Drawing.of(new Seed(params.seed()).branch(id, 0), params.size(), params.empty());
    }
}
