package io.foldwise.plugin.image.synthetic;

import io.foldwise.plugin.image.data.Groups;
import io.foldwise.plugin.image.data.ImageDataset;
import io.foldwise.plugin.image.data.ImageSize;
import io.foldwise.plugin.image.data.KeptImages;
import io.foldwise.plugin.image.data.MaskHeads;
import io.foldwise.plugin.image.data.MaskTask;
import io.foldwise.plugin.image.data.Normalisation;
import io.foldwise.plugin.image.data.Sample;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.toolkit.memory.MemoryBudget;
import io.foldwise.toolkit.text.NamesFile;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Draws images that resemble chest X-rays, with masks of spots in the lungs that most of them do not have. An image follows from
 * its id and the reader's seed alone: nothing is read, and nothing kept. A file to predict names an image in every line.
 */
@Description("Drawn images like chest X-rays, with masks of rare, small spots in the lungs; needs no download")
public final class SyntheticXraysReader implements Reader {

    /** How many images, and how hard they are. */
    public record Params(
            @Description("How many images folds are made of") @Default("240") @Positive
            int train,

            @Description("How many other images to predict") @Default("60") @PositiveOrZero
            int test,

            @Description(value = "Height and width; one number for both", unit = "pixels")
            @Default("[64]")
            @Size(min = 1, max = 2)
            List<@Min(8) @Max(2048) Integer> size,

            @Description("Share of images with a spot; the masks of others are empty")
            @Default("0.25")
            @DecimalMin("0")
            @DecimalMax("1")
            double positive,

            @Description("How much brighter a spot is than what it lies in; from black to white it is 1")
            @Default("0.16")
            @DecimalMin("0")
            @DecimalMax("1")
            double contrast,

            @Description("Standard deviation of the noise") @Default("0.03") @PositiveOrZero
            double noise,

            @Description("What is made of brightness from 0 to 1: unit, standard or imagenet") @Default("standard")
            Normalisation normalise,

            @Description("What masks are of: spots, or lungs, for a first stage that says where to look")
            @Default("spots")
            Subject masks,

            @Description("What is asked: mask, non-empty, the probability that there is any pixel, or both")
            @Default("mask")
            MaskHeads heads,

            @Description("What is kept of a pixel's prediction: float, or ubyte, a quarter of the size")
            @Default("ubyte")
            Storage.Cell storage,

            @Description("Other seeds draw other images") @Default("1") @Positive
            long seed) {}

    /** What masks are of. */
    public enum Subject {
        SPOTS,
        LUNGS
    }

    /** Of drawn images that are kept. */
    private static final int MEGABYTES = 128;

    private final Params params;
    private final ImageSize size;
    private final Task task;
    private final MemoryBudget budget = MemoryBudget.ofMegabytes(MEGABYTES);

    @Inject
    public SyntheticXraysReader(Params params) {
        this.params = params;
        this.size = ImageSize.of(params.size());
        this.task = MaskTask.of(
                size, List.of(params.masks() == Subject.SPOTS ? "spot" : "lung"), params.heads(), params.storage());
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public Optional<InputShape> input() {
        return Optional.of(new InputShape.Image(size.height(), size.width(), 1));
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
        return drawn(numbered("train", params.train()), true);
    }

    /** With masks, as those that draw the images know them. */
    @Override
    public Optional<Dataset> test() {
        return hasTest() ? Optional.of(drawn(numbered("test", params.test()), true)) : Optional.empty();
    }

    private static List<String> numbered(String name, int images) {
        return IntStream.range(0, images).mapToObj(i -> name + "-" + i).toList();
    }

    @Override
    public Dataset read(Path file) {
        return drawn(NamesFile.read(file), false);
    }

    private Dataset drawn(List<String> ids, boolean labelled) {
        List<Xray> xrays = ids.stream().map(this::xray).toList();
        return new ImageDataset(
                ids.stream().map(id -> Sample.of(id, Path.of(""))).toList(),
                List.of(),
                Groups.NONE,
                new KeptImages(new DrawnXrays(xrays, size), xrays.size(), budget),
                params.normalise(),
                task,
                labelled ? Optional.of(new DrawnMasks(xrays, size, params.masks())) : Optional.empty());
    }

    private Xray xray(String id) {
        Seed seed = new Seed(params.seed()).branch(id, 0);
        return Xray.of(seed, params.positive(), params.contrast(), params.noise());
    }
}
