package io.foldwise.plugin.image.stacking;

import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.FinishedRun;
import io.foldwise.spi.data.FinishedRuns;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Task;
import io.foldwise.toolkit.table.Problems;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Another reader's images with more channels: what earlier runs predict for every pixel, a channel for each class of masks of each
 * run, behind the image's own, brought to the image's size. Training samples come with predictions of models that never saw them: those
 * out of fold or, if they were a run's test samples, of its ensemble; test samples with those of the runs' ensembles. The folds of the experiment must be those of the runs, which the same split and seed give; others are
 * refused. New samples are read as far as the runs know them.
 *
 * <p>The channels are probabilities from 0 to 1, and are augmented with the image: take augmentations that move pixels, not those
 * that change brightness.
 */
@Description("Stacking: another reader's images, and the masks that earlier runs predict for them, as further channels")
public final class StackedReader implements Reader {

    private final Params params;
    private final Reader of;
    private final Masks masks;
    private final FinishedRuns finished;
    private Optional<List<Layer>> layers = Optional.empty();

    /** What is stacked upon what. */
    public record Params(
            @Description("The reader of the images, as in the runs")
            Spec<Reader> of,

            @Description("Folders of finished runs that predicted masks of the same samples") @NotEmpty
            List<Path> runs,

            @Description("The runs' head of masks, if they have several heads")
            Optional<@NotBlank String> head) {}

    /** One run's predictions. */
    record Layer(Path folder, FinishedRun run) {}

    @Inject
    public StackedReader(Params params, Assembler assembler, FinishedRuns finished) {
        this.params = params;
        this.of = assembler.build(params.of());
        this.finished = finished;
        this.masks = of.task().heads().stream()
                .filter(Masks.class::isInstance)
                .map(Masks.class::cast)
                .findFirst()
                .orElseThrow(() -> new IncompatibleException("is for masks, and the reader asks for none"));
        if (of.preparation().isPresent()) {
            throw new IncompatibleException("cannot be upon a reader that learns from its samples");
        }
    }

    private synchronized List<Layer> layers() {
        if (layers.isEmpty()) {
            layers = Optional.of(params.runs().stream()
                    .map(run -> new Layer(run, finished.open(run, params.head())))
                    .toList());
        }
        return layers.get();
    }

    @Override
    public Task task() {
        return of.task();
    }

    @Override
    public Optional<InputShape> input() {
        return of.input().map(this::stacked);
    }

    private InputShape stacked(InputShape shape) {
        if (shape instanceof InputShape.Image image) {
            return image.ofChannels(
                    image.channels() + params.runs().size() * masks.classes().size());
        }
        throw new IncompatibleException("is for images, but the reader gives " + shape);
    }

    @Override
    public boolean grouped() {
        return of.grouped();
    }

    @Override
    public boolean hasTest() {
        return of.hasTest();
    }

    /** Of a run that is not there, the file that would say that it is finished. */
    @Override
    public List<Path> files() {
        List<Path> missing = params.runs().stream()
                .filter(run -> !Files.isDirectory(run))
                .map(run -> run.resolve("ensemble.json"))
                .toList();
        Stream<Path> ofRuns =
                missing.isEmpty() ? layers().stream().flatMap(layer -> layer.run().files().stream()) : missing.stream();
        return Stream.concat(of.files().stream(), ofRuns).toList();
    }

    @Override
    public Dataset train() {
        Dataset images = of.train();
        for (Layer layer : layers()) {
            Set<String> known = Stream.concat(
                            layer.run().heldOut().stream().flatMap(Set::stream), layer.run().tested().stream())
                    .collect(Collectors.toSet());
            requireAll(images, layer, known, "neither held out nor predicted as a test sample");
        }
        List<Set<String>> together = layers().stream()
                .flatMap(layer -> layer.run().heldOut().stream())
                .toList();
        return new StackedDataset(images, stacked(images.input()), masks, layers(), together, FinishedRun::unseen);
    }

    @Override
    public Optional<Dataset> test() {
        return of.test().map(images -> {
            layers().forEach(layer -> requireAll(images, layer, layer.run().tested(), "predicted no test sample"));
            return new StackedDataset(images, stacked(images.input()), masks, layers(), List.of(), FinishedRun::test);
        });
    }

    /** Samples that the runs have held out, or have predicted for their test files. */
    @Override
    public Dataset read(Path file) {
        Dataset images = of.read(file);
        return new StackedDataset(images, stacked(images.input()), masks, layers(), List.of(), FinishedRun::unseen);
    }

    private static void requireAll(Dataset images, Layer layer, Set<String> known, String lack) {
        Problems problems = new Problems();
        for (int row = 0; row < images.size(); row++) {
            if (!known.contains(images.id(row))) {
                problems.add(layer.folder(), lack + " '" + images.id(row) + "'");
            }
        }
        problems.throwIfAny();
    }

    /** What a run without a prediction is refused with. */
    static DataException unknown(Layer layer, String id) {
        return new DataException(
                layer.folder(), 0, "has no prediction of '" + id + "', neither out of fold nor as a test sample");
    }
}
