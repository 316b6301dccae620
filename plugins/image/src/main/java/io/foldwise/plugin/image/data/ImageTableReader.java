package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.data.ImageTable.Columns;
import io.foldwise.plugin.image.file.ImageFile;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Task;
import io.foldwise.toolkit.table.Answers;
import io.foldwise.toolkit.table.ClassColumn;
import io.foldwise.toolkit.table.Problems;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads images that a table names, with what the table says of them: labels, one of several classes, quantities.
 */
@Description("Images that a CSV file names, with labels, a class or quantities to predict")
public final class ImageTableReader implements Reader {

    /** Which files to read, and what the table's columns are. */
    public record Params(
            @Description("CSV file with a header: the samples that folds are made of")
            Path train,

            @Description("CSV file of samples to predict; it needs no labels")
            Optional<Path> test,

            @Description("Folder of images of both: " + ImageFile.FORMATS)
            Path images,

            @Description(
                    "What of an image's file the table names: path, from the folder of images on, or name alone; both"
                            + " with its ending or without")
            @Default("path")
            Ids ids,

            @Description("Column that names the samples") @Default("id") @NotBlank
            String id,

            @Description("Column that names their images; without it, the column of ids does")
            Optional<@NotBlank String> path,

            @Description("Columns to predict, each a share from 0 to 1") @Default("[]")
            List<@NotBlank String> labels,

            @Description("Column to predict that holds one of several classes: { column = kind, names = [cat, dog] }")
            Optional<@Valid ClassColumn> classes,

            @Description("Columns to predict, each any number") @Default("[]")
            List<@NotBlank String> quantities,

            @Description("Column whose samples of the same cell belong together, such as a patient")
            Optional<@NotBlank String> group,

            @Description("Columns for splits to ask for, such as a hospital or a fold") @Default("[]")
            List<@NotBlank String> attributes,

            @Description("Whether samples that there is no image of are left out; else they are refused")
            @Default("false")
            boolean leaveOut,

            @Inline ImageParams image) {

        public Params {
            new Answers(labels, classes, quantities);
        }
    }

    private final Params params;
    private final Answers answers;
    private final ImageReading reading;

    @Inject
    public ImageTableReader(Params params) {
        this.params = params;
        this.answers = Answers.of(params.labels(), params.classes(), params.quantities());
        this.reading = new ImageReading(params.image());
    }

    @Override
    public Task task() {
        return answers.task();
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
        return Stream.of(
                        Stream.of(params.train()),
                        params.test().stream(),
                        new ImageFolder(params.images()).files().stream())
                .flatMap(files -> files)
                .toList();
    }

    @Override
    public Dataset train() {
        Columns columns =
                new Columns(params.id(), params.path(), params.group(), params.attributes(), Optional.of(answers));
        return read(params.train(), columns, params.images(), params.leaveOut());
    }

    @Override
    public Optional<Dataset> test() {
        return params.test().map(file -> read(file, unlabelled(), params.images(), false));
    }

    /** @param file a table of images that lie beside it, an image, or a folder of images */
    @Override
    public Dataset read(Path file) {
        return Files.isDirectory(file)
                        || !file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")
                ? reading.toPredict(file, params.ids(), task())
                : read(file, unlabelled(), file.toAbsolutePath().getParent(), false);
    }

    private Columns unlabelled() {
        return new Columns(params.id(), params.path(), Optional.empty(), List.of(), Optional.empty());
    }

    private Dataset read(Path file, Columns columns, Path folder, boolean leaveOut) {
        Problems problems = new Problems();
        Map<String, Path> images = new ImageFolder(folder).byName(params.ids(), problems);
        ImageTable table = ImageTable.read(file, columns, images, leaveOut, problems);
        if (columns.answers().isEmpty()) {
            return reading.toPredict(table.samples(), task(), problems);
        }
        ImageReading.requireHeaders(table.samples(), problems);
        problems.throwIfAny();
        Truths truths = new RowTruths(task(), table.targets());
        return reading.dataset(table.samples(), columns.attributes(), task(), Optional.of(truths));
    }
}
