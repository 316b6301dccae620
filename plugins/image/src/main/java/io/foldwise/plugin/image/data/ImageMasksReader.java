package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.data.ImageTable.Columns;
import io.foldwise.plugin.image.file.ImageFile;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.toolkit.table.Problems;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads images and their masks: from two folders, {@code images/a17.jpg} and {@code masks/a17.png}, or a folder of images and a table
 * of run-length codes. A mask has the size of its image, and may be empty.
 */
@Description("Images with masks: a folder of images and one of masks of the same names, or a table of run-length codes")
public final class ImageMasksReader implements Reader {

    /** Which files to read, and what a network is to see of them. */
    public record Params(
            @Description("Folder of images: " + ImageFile.FORMATS + "; their names are the ids")
            Path images,

            @Description("What of an image's file is its id: path, from the folder of images on, or name alone")
            @Default("path")
            Ids ids,

            @Description("Folder of masks: images of two values, 0 outside and another one inside; or give runs")
            Optional<Path> masks,

            @Description("What the names of masks have behind the image's name, such as _mask") @Default("\"\"")
            String maskSuffix,

            @Description("Table of run-length codes in place of a folder of masks")
            Optional<@Valid Runs> runs,

            @Description(
                    "Names of the classes where there are several, whose masks may overlap: folders within that of masks,"
                            + " or columns of the table of run-length codes")
            @Default("[]")
            List<@NotBlank String> classes,

            @Description("What becomes of an image without a mask: refuse, empty, whose mask is empty, or leave-out")
            @Default("refuse")
            WithoutMask withoutMask,

            @Description("What is asked: mask, non-empty, the probability that there is any pixel, or both")
            @Default("mask")
            MaskHeads heads,

            @Description(
                    "CSV file with a header that names the samples to take, one a line; without it all images are taken")
            Optional<Path> index,

            @Description("Column of the index that holds ids") @Default("id") @NotBlank
            String id,

            @Description("Column of the index whose samples of the same cell belong together, such as a patient")
            Optional<@NotBlank String> group,

            @Description("Columns of the index for splits to ask for, such as a hospital or a fold") @Default("[]")
            List<@NotBlank String> attributes,

            @Description("Whether samples of the index that there is no image of are left out; else they are refused")
            @Default("false")
            boolean leaveOut,

            @Description("Folder of images to predict, without masks")
            Optional<Path> test,

            @Inline ImageParams image,

            @Description("What is kept of a pixel's prediction: float, or ubyte, a quarter of the size")
            @Default("ubyte")
            Storage.Cell storage) {

        public Params {
            if (masks.isPresent() == runs.isPresent()) {
                throw new IllegalArgumentException("give either masks, a folder, or runs, a table");
            }
            if (index.isEmpty() && (group.isPresent() || !attributes.isEmpty() || leaveOut)) {
                throw new IllegalArgumentException(
                        "group, attributes and leave-out are of an index, and there is none");
            }
            if (new HashSet<>(classes).size() < classes.size()) {
                throw new IllegalArgumentException("classes name a class twice");
            }
        }
    }

    /** A table of run-length codes, see {@link io.foldwise.plugin.image.codec.RunLengthCode}. */
    public record Runs(
            @Description("CSV file with a header; several rows of one image are united, -1 is an empty mask")
            Path file,

            @Description("Column of ids") @Default("ImageId") @NotBlank
            String id,

            @Description("Column of codes, where there is one class") @Default("EncodedPixels") @NotBlank
            String column) {}

    private final Params params;
    private final ImageReading reading;
    private final Task task;

    @Inject
    public ImageMasksReader(Params params) {
        this.params = params;
        this.reading = new ImageReading(params.image());
        List<String> classes = params.classes().isEmpty() ? List.of(MaskTask.MASK) : params.classes();
        this.task = MaskTask.of(reading.size(), classes, params.heads(), params.storage());
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public Optional<InputShape> input() {
        return Optional.of(reading.shape());
    }

    @Override
    public boolean grouped() {
        return reading.grouped(params.group().isPresent());
    }

    @Override
    public boolean hasTest() {
        return params.test().isPresent();
    }

    @Override
    public List<Path> files() {
        Stream<Path> folders = Stream.of(Stream.of(params.images()), params.masks().stream(), params.test().stream())
                .flatMap(paths -> paths)
                .flatMap(folder -> new ImageFolder(folder).files().stream());
        Stream<Path> tables = Stream.concat(params.runs().map(Runs::file).stream(), params.index().stream());
        return Stream.concat(folders, tables).toList();
    }

    /** Reads all masks, and of images what stands before their pixels. */
    @Override
    public Dataset train() {
        Problems problems = new Problems();
        Map<String, Path> images = new ImageFolder(params.images()).byId(params.ids(), "", problems);
        List<MaskSource> sources = sources(problems);
        for (MaskSource source : sources) {
            for (String id : source.ids()) {
                if (!images.containsKey(id) && !params.leaveOut()) {
                    problems.addAll(source.wrong(id, "is the mask of '" + id + "', and there is no such image"));
                }
            }
        }
        List<Sample> samples = params.index()
                .map(file -> ImageTable.read(file, columns(), images, params.leaveOut(), problems)
                        .samples())
                .orElseGet(() -> ImageReading.samples(images));
        MaskedImages masked = MaskedImages.read(samples, sources, params.withoutMask(), reading.size(), problems);
        if (masked.samples().isEmpty() && problems.none()) {
            problems.add(params.images(), "holds no image with a mask");
        }
        problems.throwIfAny();
        List<String> ids = masked.samples().stream().map(Sample::id).toList();
        Optional<Truths> truths = Optional.of(new MaskTruths(masked.masks()).tellingOfVanished(ids, reading.size()));
        return reading.dataset(masked.samples(), params.attributes(), task, truths);
    }

    private Columns columns() {
        return new Columns(params.id(), Optional.empty(), params.group(), params.attributes(), Optional.empty());
    }

    /** Of every class, in order. */
    private List<MaskSource> sources(Problems problems) {
        if (params.runs().isPresent()) {
            Runs runs = params.runs().get();
            List<String> columns = params.classes().isEmpty() ? List.of(runs.column()) : params.classes();
            return List.copyOf(CodedMasks.read(runs.file(), runs.id(), columns, problems));
        }
        Path folder = params.masks().orElseThrow();
        Stream<Path> folders = params.classes().isEmpty()
                ? Stream.of(folder)
                : params.classes().stream().map(folder::resolve);
        return folders.<MaskSource>map(
                        each -> new MaskFolder(new ImageFolder(each).byId(params.ids(), params.maskSuffix(), problems)))
                .toList();
    }

    @Override
    public Optional<Dataset> test() {
        return params.test().map(this::read);
    }

    /** @param file an image, or a folder of images */
    @Override
    public Dataset read(Path file) {
        return reading.toPredict(file, params.ids(), task);
    }
}
