package io.foldwise.plugin.image.data;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.toolkit.image.ImageHeader;
import io.foldwise.toolkit.numpy.ArrayPlace;
import io.foldwise.toolkit.numpy.ArraySlices;
import io.foldwise.toolkit.table.Problems;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads images from numpy's arrays, {@code [samples, height, width]} or {@code [samples, height, width, channels]}, and what is asked of
 * them from another array: masks {@code [samples, height, width]}, perhaps of several classes, {@code [samples, height, width,
 * classes]}; the number of a class {@code [samples]}; or labels {@code [samples, labels]}. Ids are the numbers of samples; of those
 * to predict, behind {@code test-}, or the name of their file.
 */
@Description("Images in arrays of numpy, .npy or .npz, with masks, classes or labels in others")
public final class ImageArraysReader implements Reader {

    /** Which arrays to read. */
    public record Params(
            @Description("Array of images: { file = images.npy }, or { file = all.npz, array = images }") @Valid
            ArrayPlace images,

            @Description("Array of masks, of two values, 0 outside and another one inside")
            Optional<@Valid ArrayPlace> masks,

            @Description(
                    "Array of what is to be predicted in place of masks: numbers of classes, or shares from 0 to 1")
            Optional<@Valid ArrayPlace> answers,

            @Description("Names of the classes: of masks, or of those that answers number from 0") @Default("[]")
            List<@NotBlank String> classes,

            @Description("Names of the labels that answers are shares of, one for each column") @Default("[]")
            List<@NotBlank String> labels,

            @Description("What is asked of masks: mask, non-empty, the probability that there is any pixel, or both")
            @Default("mask")
            MaskHeads heads,

            @Description("Array of images to predict") Optional<@Valid ArrayPlace> test,

            @Inline ImageParams image,

            @Description("What is kept of a pixel's prediction: float, or ubyte, a quarter of the size")
            @Default("ubyte")
            Storage.Cell storage) {

        public Params {
            if (masks.isPresent() == answers.isPresent()) {
                throw new IllegalArgumentException("give either masks or answers");
            }
            if (masks.isPresent() ? !labels.isEmpty() : classes.isEmpty() == labels.isEmpty()) {
                throw new IllegalArgumentException("answers need either classes or labels, and masks have no labels");
            }
        }
    }

    private final Params params;
    private final ImageReading reading;
    private final Task task;

    @Inject
    public ImageArraysReader(Params params) {
        this.params = params;
        this.reading = new ImageReading(params.image());
        List<String> ofMasks = params.classes().isEmpty() ? List.of(MaskTask.MASK) : params.classes();
        if (params.masks().isPresent()) {
            this.task = MaskTask.of(reading.size(), ofMasks, params.heads(), params.storage());
        } else if (params.labels().isEmpty()) {
            this.task = Task.of(new Classes(params.classes()));
        } else {
            this.task = Task.of(LabelSchema.of(LabelSchema.NAME, params.labels()));
        }
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
        return reading.grouped(false);
    }

    @Override
    public boolean hasTest() {
        return params.test().isPresent();
    }

    @Override
    public List<Path> files() {
        return Stream.of(
                        Stream.of(params.images()),
                        params.masks().stream(),
                        params.answers().stream(),
                        params.test().stream())
                .flatMap(arrays -> arrays)
                .map(ArrayPlace::file)
                .distinct()
                .toList();
    }

    @Override
    public Dataset train() {
        ImageStack images = ImageStack.open(params.images());
        ArraySlices answers =
                ArraySlices.open(params.masks().or(params::answers).orElseThrow());
        if (answers.size() != images.size()) {
            throw answers.wrong("is of " + answers.size() + " samples, but there are " + images.size() + " images");
        }
        Truths truths = params.masks().isPresent() ? masks(images, answers) : rows(answers);
        return dataset(images, "", Optional.of(truths));
    }

    private Truths masks(ImageStack images, ArraySlices masks) {
        ImageHeader image = images.imageSize();
        int classes = Math.max(1, params.classes().size());
        List<Long> expected = List.of((long) images.size(), (long) image.height(), (long) image.width());
        boolean fits = masks.shape().size() == 4
                ? masks.shape().subList(0, 3).equals(expected) && masks.shape().get(3) == classes
                : masks.shape().equals(expected) && classes == 1;
        if (!fits) {
            throw masks.wrong("is of the shape " + masks.shape() + ", but images are of "
                    + images.array().shape() + " and classes are " + classes);
        }
        Problems problems = new Problems();
        List<List<MaskRuns>> runs = new ArrayList<>();
        for (int row = 0; row < masks.size(); row++) {
            try {
                runs.add(masks(masks, row, image, classes));
            } catch (DataException wrong) {
                problems.addAll(wrong);
            }
        }
        problems.throwIfAny();
        List<String> ids =
                IntStream.range(0, runs.size()).mapToObj(Integer::toString).toList();
        return new MaskTruths(runs).tellingOfVanished(ids, reading.size());
    }

    private List<MaskRuns> masks(ArraySlices masks, int row, ImageHeader image, int classes) {
        float[] values = masks.slice(row);
        List<MaskRuns> all = new ArrayList<>();
        for (int ofClass = 0; ofClass < classes; ofClass++) {
            boolean[] mask = new boolean[values.length / classes];
            float inside = 0;
            for (int pixel = 0; pixel < mask.length; pixel++) {
                float value = values[pixel * classes + ofClass];
                mask[pixel] = value != 0;
                if (value != 0 && inside != 0 && value != inside || Float.isNaN(value)) {
                    throw masks.wrong("has in mask " + row + " more than two values: besides 0 and " + inside
                            + " there is " + value);
                }
                inside = value == 0 ? inside : value;
            }
            all.add(MaskRuns.resized(mask, image, reading.size()));
        }
        return all;
    }

    private Truths rows(ArraySlices answers) {
        int columns = params.labels().isEmpty() ? 1 : params.labels().size();
        boolean fits = answers.shape().size() == 1 && columns == 1
                || answers.shape().size() == 2 && answers.shape().get(1) == columns;
        if (!fits) {
            throw answers.wrong("is of the shape " + answers.shape() + ", not [samples, " + columns + "]");
        }
        Problems problems = new Problems();
        float[][] targets = new float[answers.size()][];
        for (int row = 0; row < targets.length; row++) {
            try {
                targets[row] = target(answers, row);
            } catch (DataException wrong) {
                problems.addAll(wrong);
            }
        }
        problems.throwIfAny();
        return new RowTruths(task, targets);
    }

    private float[] target(ArraySlices answers, int row) {
        float[] values = answers.slice(row);
        if (task.first() instanceof Classes classes) {
            int number = (int) values[0];
            if (number != values[0] || number < 0 || number >= classes.width()) {
                throw answers.wrong("says of sample " + row + " that it is of class " + values[0]
                        + ", not a whole number" + " from 0 to " + (classes.width() - 1));
            }
            return classes.target(number).values();
        }
        for (float share : values) {
            if (!(share >= 0 && share <= 1)) {
                throw answers.wrong("says " + share + " of sample " + row + ", not a number from 0 to 1");
            }
        }
        return values;
    }

    @Override
    public Optional<Dataset> test() {
        return params.test().map(array -> dataset(ImageStack.open(array), "test-", Optional.empty()));
    }

    /** @param file of the kind that the images are in; of a {@code .npz} the array of their name is read */
    @Override
    public Dataset read(Path file) {
        Optional<String> name = params.images().array();
        if (file.toString().endsWith(".npz") != name.isPresent()) {
            throw new DataException(
                    file, 0, "is no " + (name.isPresent() ? ".npz" : ".npy") + ", as the images are in");
        }
        String stem = file.getFileName().toString().replaceFirst("\\.np[yz]$", "");
        return dataset(ImageStack.open(new ArrayPlace(file, name)), stem + "-", Optional.empty());
    }

    /** @param prefix of ids, so that those of training samples and of others differ */
    private Dataset dataset(ImageStack images, String prefix, Optional<Truths> truths) {
        ImageHeader size = images.imageSize();
        List<String> attributes = truths.isPresent() ? List.of() : List.of(ImageDataset.HEIGHT, ImageDataset.WIDTH);
        List<String> sides = truths.isPresent()
                ? List.of()
                : List.of(Integer.toString(size.height()), Integer.toString(size.width()));
        List<Sample> samples = IntStream.range(0, images.size())
                .mapToObj(row -> new Sample(prefix + row, images.array().place().file(), "", sides))
                .toList();
        ArrayImages stack = new ArrayImages(images, reading.size(), reading.channels());
        return reading.dataset(stack, samples, attributes, task, truths);
    }
}
