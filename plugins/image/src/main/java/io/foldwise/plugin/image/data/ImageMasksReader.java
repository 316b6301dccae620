package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.decode.ImageFile;
import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads images and their masks from two folders: {@code images/a17.jpg} and {@code masks/a17.png}. Every image needs a mask of its
 * own size, which may be empty, and every mask an image.
 */
@Description("Images and masks in two folders, one image and one mask of the same name for each sample")
public final class ImageMasksReader implements Reader {

    /** Which files to read, and what a network is to see of them. */
    public record Params(
            @Description("Folder of images: PNG, JPEG or TIFF of 8 or 16 bits; their names are the ids")
            Path images,

            @Description("Folder of masks: images of two values, 0 outside and another one inside")
            Path masks,

            @Description("What the names of masks have behind the image's name, such as _mask") @Default("")
            String maskSuffix,

            @Description("What an image without a mask is: refuse, or empty, whose mask is empty") @Default("refuse")
            Absent absent,

            @Description("CSV file with a header that names the samples to take, one a line, instead of all images")
            Optional<Path> index,

            @Description("Column of the index that holds ids") @Default("id") @NotBlank
            String id,

            @Description("Column of the index whose samples of the same cell belong together, such as a patient")
            Optional<@NotBlank String> group,

            @Description("Columns of the index for splits to ask for, such as a hospital or a fold") @Default("[]")
            List<@NotBlank String> attributes,

            @Description("Folder of images to predict, without masks")
            Optional<Path> test,

            @Description(value = "Height and width that images are brought to; one number for both", unit = "pixels")
            @Size(min = 1, max = 2)
            List<@Min(1) @Max(8192) Integer> size,

            @Description("Channels: 1 for grey, 3 for red, green and blue") @Default("1") @Min(1) @Max(3)
            int channels,

            @Description("What is made of brightness from 0 to 1: unit, which is that, standard, which has mean 0 and"
                    + " deviation 1 in every image, or imagenet, as published weights expect")
            @Default("standard")
            Normalisation normalise,

            @Description(value = "Memory for decoded images", unit = "MB") @Default("512") @PositiveOrZero
            int cache,

            @Description("What is kept of a pixel's prediction: float, or ubyte, a quarter of the size")
            @Default("ubyte")
            Storage.Cell storage) {

        public Params {
            if (channels == 2) {
                throw new IllegalArgumentException("channels must be 1 or 3");
            }
            if (index.isEmpty() && (group.isPresent() || !attributes.isEmpty())) {
                throw new IllegalArgumentException("group and attributes are columns of an index, and there is none");
            }
        }
    }

    /** What an image without a mask is. */
    public enum Absent {
        REFUSE,
        EMPTY
    }

    /** What the head is called. */
    private static final String HEAD = "mask";

    private final Params params;
    private final ImageSize size;
    private final Masks head;
    private final MemoryBudget budget;

    @Inject
    public ImageMasksReader(Params params) {
        this.params = params;
        this.size = ImageSize.of(params.size());
        this.head = new Masks(HEAD, size.height(), size.width(), List.of(HEAD), params.storage());
        this.budget = MemoryBudget.ofMegabytes(params.cache());
    }

    @Override
    public Task task() {
        return Task.of(head);
    }

    @Override
    public Optional<InputShape> input() {
        return Optional.of(new InputShape.Image(head.height(), head.width(), params.channels()));
    }

    @Override
    public boolean grouped() {
        return params.group().isPresent();
    }

    @Override
    public boolean hasTest() {
        return params.test().isPresent();
    }

    @Override
    public List<Path> files() {
        Stream<Path> folders = Stream.concat(Stream.of(params.images(), params.masks()), params.test().stream());
        return Stream.concat(
                        folders.flatMap(folder -> new ImageFolder(folder).files().stream()), params.index().stream())
                .toList();
    }

    /** Reads all masks, and of images what stands before their pixels. */
    @Override
    public Dataset train() {
        Problems problems = new Problems();
        Map<String, Path> images = new ImageFolder(params.images()).byId("", problems);
        Map<String, Path> masks = new ImageFolder(params.masks()).byId(params.maskSuffix(), problems);
        masks.forEach((id, mask) -> {
            if (!images.containsKey(id)) {
                problems.add(mask, "is the mask of '" + id + "', of which there is no image in " + params.images());
            }
        });
        List<Sample> samples = params.index()
                .map(file -> new IndexedSamples(file, params.id(), params.group(), params.attributes())
                        .read(images, problems))
                .orElseGet(() -> samples(images));
        MaskedImages whole = MaskedImages.read(samples, masks, params.absent() == Absent.EMPTY, size, problems);
        problems.throwIfAny();
        return dataset(whole.samples(), params.attributes(), Optional.of(new MaskTruths(head, whole.masks())));
    }

    @Override
    public Optional<Dataset> test() {
        return params.test().map(this::read);
    }

    /** @param file an image, or a folder of images */
    @Override
    public Dataset read(Path file) {
        Problems problems = new Problems();
        Map<String, Path> images =
                Files.isDirectory(file) ? new ImageFolder(file).byId("", problems) : Map.of(ImageFolder.id(file), file);
        images.values().forEach(image -> {
            try {
                new ImageFile(image).header();
            } catch (IOException e) {
                problems.add(image, Unreadable.reason(e));
            }
        });
        problems.throwIfAny();
        return dataset(samples(images), List.of(), Optional.empty());
    }

    private static List<Sample> samples(Map<String, Path> images) {
        return images.entrySet().stream()
                .map(image -> Sample.of(image.getKey(), image.getValue()))
                .toList();
    }

    private Dataset dataset(List<Sample> samples, List<String> attributes, Optional<Truths> truths) {
        ImageFiles files = new ImageFiles(samples.stream().map(Sample::file).toList(), size, params.channels());
        Images images = new KeptImages(files, samples.size(), budget);
        return new ImageDataset(samples, attributes, images, params.normalise(), task(), truths);
    }
}
