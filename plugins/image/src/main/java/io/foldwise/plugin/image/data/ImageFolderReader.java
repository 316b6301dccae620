package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.file.ImageFile;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Task;
import io.foldwise.toolkit.table.Problems;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads images from a folder for each class: {@code train/cat/a17.jpg} is a cat, and its id is {@code cat/a17}. */
@Description("Images in folders, one folder for each class")
public final class ImageFolderReader implements Reader {

    /** Which folders to read. */
    public record Params(
            @Description("Folder that holds a folder of images for each class: " + ImageFile.FORMATS)
            Path train,

            @Description("The classes, as their folders are named") @Size(min = 2)
            List<@NotBlank String> classes,

            @Description("Folder of images to predict") Optional<Path> test,

            @Inline ImageParams image) {

        public Params {
            if (new HashSet<>(classes).size() < classes.size()) {
                throw new IllegalArgumentException("classes name a class twice");
            }
        }
    }

    private final Params params;
    private final ImageReading reading;
    private final Classes classes;

    @Inject
    public ImageFolderReader(Params params) {
        this.params = params;
        this.reading = new ImageReading(params.image());
        this.classes = new Classes(params.classes());
    }

    @Override
    public Task task() {
        return Task.of(classes);
    }

    @Override
    public Optional<InputShape> input() {
        return Optional.of(reading.shape());
    }

    @Override
    public boolean grouped() {
        return reading.grouped(false);
    }

    @Override
    public boolean hasTest() {
        return params.test().isPresent();
    }

    @Override
    public List<Path> files() {
        return Stream.concat(Stream.of(params.train()), params.test().stream())
                .flatMap(folder -> new ImageFolder(folder).files().stream())
                .toList();
    }

    @Override
    public Dataset train() {
        Problems problems = new Problems();
        List<Sample> samples = new ArrayList<>();
        List<float[]> targets = new ArrayList<>();
        new ImageFolder(params.train()).byId(Ids.PATH, "", problems).forEach((id, file) -> {
            int found = id.contains("/") ? params.classes().indexOf(id.substring(0, id.indexOf('/'))) : -1;
            if (found < 0) {
                problems.add(
                        file,
                        "is in no folder of a class: "
                                + (id.contains("/")
                                        ? "add its folder to the classes, or move it out of "
                                        : "move it into the folder of one, or out of ")
                                + params.train() + "; the classes are " + String.join(", ", params.classes()));
            } else {
                samples.add(Sample.of(id, file));
                targets.add(classes.target(found).values());
            }
        });
        for (String name : params.classes()) {
            Path folder = params.train().resolve(name);
            new ImageFolder(folder).flaw().ifPresent(flaw -> problems.add(folder, flaw));
        }
        ImageReading.requireHeaders(samples, problems);
        problems.throwIfAny();
        Truths truths = new RowTruths(task(), targets.toArray(float[][]::new));
        return reading.dataset(samples, List.of(), task(), Optional.of(truths));
    }

    @Override
    public Optional<Dataset> test() {
        return params.test().map(this::read);
    }

    /** @param file an image, or a folder of images */
    @Override
    public Dataset read(Path file) {
        return reading.toPredict(file, Ids.PATH, task());
    }
}
