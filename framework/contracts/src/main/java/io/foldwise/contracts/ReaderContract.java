package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Image;
import io.foldwise.spi.data.InputShape.Sequence;
import io.foldwise.spi.data.InputShape.Signal;
import io.foldwise.spi.data.InputShape.Vector;
import io.foldwise.spi.data.InputShape.Volume;
import io.foldwise.spi.data.Preparation.Fitted;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What every {@link Reader} and its datasets do: samples have ids of their own and targets that the head can have; batches are laid
 * out as the input shape says, padded at the end and masked; a sample's features are the same in every batch; reading
 * twice gives the same; what is learned of training samples can be saved, and is nothing of others.
 *
 * <pre>{@code
 * final class NumericTableReaderTest extends ReaderContract {
 *     @Override
 *     protected Reader reader() {
 *         return new NumericTableReader(params(TRAIN, TEST));
 *     }
 * }
 * }</pre>
 */
public abstract class ReaderContract {

    private static final int MOST_SAMPLES = 32;

    /** A new reader of small, valid data: some dozen samples, of different lengths where there are lengths. */
    protected abstract Reader reader();

    /**
     * For a reader with a preparation: one of the same data but for its last training sample, whose features differ wildly.
     * Whoever learns from the others must not see that.
     */
    protected Optional<Reader> readerOfAnotherLastSample() {
        return Optional.empty();
    }

    @Test
    void namesFilesThatExist() {
        assertThat(reader().files()).allSatisfy(file -> assertThat(file).exists());
    }

    @Test
    void keepsItsPromisesAboutTheData() {
        Reader reader = reader();
        assertThat(reader.test().isPresent())
                .as("whether there are test samples")
                .isEqualTo(reader.hasTest());
        for (Dataset data : datasets(reader)) {
            assertThat(columns(data.task())).as("columns").isEqualTo(columns(reader.task()));
            assertThat(data.task()).isEqualTo(reader.task());
            assertThat(data.input())
                    .as("shape of the data, told before reading it as %s", reader.input())
                    .isEqualTo(reader.input()
                            .map(promise -> withLength(promise, data.input()))
                            .orElse(data.input()));
        }
        reader.test()
                .map(prepared(reader))
                .ifPresent(test -> assertThat(test.input())
                        .as("shape of the test samples")
                        .isEqualTo(train(reader).input()));
    }

    @Test
    void labelsTrainingSamples() {
        Dataset data = reader().train();
        assertThat(data.labelled()).isTrue();
        boolean rows = data.task().heads().stream().allMatch(RowHead.class::isInstance);
        for (int row = 0; row < data.size(); row++) {
            if (rows) {
                assertThat(data.targets(row))
                        .as("targets of row %d", row)
                        .hasSize(data.task().width());
            }
            for (Head head : data.task().heads()) {
                assertCells(head, data.target(row, head), "target of row " + row);
            }
        }
    }

    /**
     * Checks the numbers of a target: quantities are any numbers; of classes one is true; all other cells are shares. To be overridden
     * for heads whose targets are something else.
     */
    protected void assertCells(Head head, Tensor target, String what) {
        double sum = 0;
        for (float cell : target.values()) {
            sum += cell;
            assertThat(cell).as(what).isFinite();
            if (!(head instanceof Quantities)) {
                assertThat(cell).as(what).isBetween(0f, 1f);
            }
        }
        if (head instanceof Classes) {
            assertThat(sum).as(what + ", all classes together").isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void givesTargetsInTheShapeThatHeadsHave() {
        Dataset data = reader().train();
        for (Head head : data.task().heads()) {
            for (int row : rows(data)) {
                Tensor target = data.target(row, head);
                assertShape(head, target, head.name() + " of row " + row);
                for (float cell : target.values()) {
                    assertThat(cell)
                            .as("cell of %s of row %d", head.name(), row)
                            .isFinite();
                }
            }
        }
    }

    /** Checks the shape of a target: the one that the head says. To be overridden for heads whose targets have another one. */
    protected void assertShape(Head head, Tensor target, String what) {
        long[] shape = Arrays.stream(target.shape()).asLongStream().toArray();
        long[] expected = head.target();
        assertThat(shape).as("dimensions of %s", what).hasSameSizeAs(expected);
        for (int dimension = 0; dimension < shape.length; dimension++) {
            assertThat(shape[dimension])
                    .as("dimension %d of %s", dimension, what)
                    .matches(fits(expected[dimension]));
        }
    }

    /** A size of -1 is as the input's. */
    private static Predicate<Long> fits(long expected) {
        return size -> expected < 0 ? size > 0 : size == expected;
    }

    @Test
    void hasTargetsExactlyWhereItSaysSo() {
        for (Dataset data : datasets(reader())) {
            if (!data.labelled()) {
                assertThat(failure(() -> data.targets(0)))
                        .as("what asking an unlabelled sample for targets throws")
                        .containsInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void givesEverySampleAnIdOfItsOwn() {
        for (Dataset data : datasets(reader())) {
            assertThat(data.size()).as("number of samples").isPositive();
            Set<String> ids = new HashSet<>();
            for (int row = 0; row < data.size(); row++) {
                assertThat(ids.add(data.id(row)))
                        .as("id '%s' of row %d is new", data.id(row), row)
                        .isTrue();
            }
        }
    }

    @Test
    void givesOutCopiesOfTargets() {
        Dataset data = reader().train();
        float[] before = data.targets(0).clone();
        Arrays.fill(data.targets(0), 0.123f);
        assertThat(data.targets(0)).as("targets after someone wrote into them").containsExactly(before);
    }

    @Test
    void laysBatchesOutAsTheInputShapeSays() {
        for (Dataset data : datasets(reader())) {
            int[] rows = rows(data);
            assertLayout(data, rows);
            assertLayout(data, new int[] {rows[rows.length - 1]});
        }
    }

    @Test
    void givesASampleTheSameFeaturesInEveryBatch() {
        for (Dataset data : datasets(reader())) {
            int[] rows = rows(data);
            int[] reversed = IntStream.range(0, rows.length)
                    .map(i -> rows[rows.length - 1 - i])
                    .toArray();
            Features batch = data.features(rows);
            Features backwards = data.features(reversed);
            for (int i = 0; i < rows.length; i++) {
                float[] alone = sample(data.features(new int[] {rows[i]}), 0);
                assertThat(sample(batch, i)).as("row %d in a batch", rows[i]).isEqualTo(alone);
                assertThat(sample(backwards, rows.length - 1 - i))
                        .as("row %d in a reversed batch", rows[i])
                        .isEqualTo(alone);
            }
        }
    }

    @Test
    void leavesSamplesAloneWhilePreparingThem() {
        Reader reader = reader();
        Dataset raw = reader.train();
        Dataset prepared = train(reader);
        assertThat(prepared.size()).isEqualTo(raw.size());
        for (int row = 0; row < raw.size(); row++) {
            assertThat(prepared.id(row)).isEqualTo(raw.id(row));
            assertThat(prepared.targets(row)).containsExactly(raw.targets(row));
            assertThat(prepared.group(row)).isEqualTo(raw.group(row));
        }
    }

    @Test
    void restoresWhatItLearnedOfTrainingSamples(@TempDir Path folder) throws IOException {
        Reader reader = reader();
        assumeTrue(reader.preparation().isPresent(), "learns nothing");
        Dataset raw = reader.train();
        Fitted fitted = fitted(reader).orElseThrow();
        Path file = folder.resolve("preparation");
        fitted.save(file);
        Dataset before = fitted.apply(raw);
        Dataset after = reader().preparation().orElseThrow().restore(file).apply(raw);
        int[] rows = rows(raw);
        assertThat(after.input()).isEqualTo(before.input());
        assertThat(flat(after.features(rows).values()))
                .as("features, prepared by what was restored")
                .isEqualTo(flat(before.features(rows).values()));
    }

    @Test
    void learnsNothingOfHeldOutSamples(@TempDir Path folder) throws IOException {
        assumeTrue(readerOfAnotherLastSample().isPresent(), "has no other last sample");
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");
        fitted(reader()).orElseThrow().save(one);
        fitted(readerOfAnotherLastSample().orElseThrow()).orElseThrow().save(other);
        assertThat(other)
                .as("what was learned of all training samples but the last")
                .hasSameBinaryContentAs(one);
    }

    @Test
    void measuresItsSamples() {
        for (Dataset data : datasets(reader())) {
            for (int row = 0; row < data.size(); row++) {
                assertThat(data.length(row)).as("length of row %d", row).isPositive();
            }
        }
    }

    @Test
    void readsTheSameAgain() {
        Dataset first = train(reader());
        Dataset second = train(reader());
        assertThat(second.size()).isEqualTo(first.size());
        for (int row = 0; row < first.size(); row++) {
            assertThat(second.id(row)).isEqualTo(first.id(row));
            assertThat(second.targets(row)).containsExactly(first.targets(row));
            for (Head head : first.task().heads()) {
                assertThat(second.target(row, head))
                        .as("%s of row %d", head.name(), row)
                        .isEqualTo(first.target(row, head));
            }
            assertThat(second.group(row)).as("group of row %d", row).isEqualTo(first.group(row));
            assertThat(second.contentHash(row)).as("hash of row %d", row).isEqualTo(first.contentHash(row));
            assertThat(attributes(second, row)).as("attributes of row %d", row).isEqualTo(attributes(first, row));
        }
        int[] rows = rows(first);
        assertThat(flat(second.features(rows).values()))
                .isEqualTo(flat(first.features(rows).values()));
    }

    @Test
    void namesAttributesThatSamplesHave() {
        for (Dataset data : datasets(reader())) {
            assertThat(data.attributes()).as("attributes").doesNotHaveDuplicates();
            for (String name : data.attributes()) {
                assertThat(IntStream.range(0, data.size())
                                .anyMatch(row -> data.attribute(row, name).isPresent()))
                        .as("whether any sample has the attribute '%s'", name)
                        .isTrue();
            }
            assertThat(data.attribute(0, "no such attribute"))
                    .as("what no attribute says")
                    .isEmpty();
        }
    }

    @Test
    void hashesEqualFeaturesAlikeAndOthersApart() {
        Dataset data = train(reader());
        for (int row : rows(data)) {
            for (int other : rows(data)) {
                boolean equal = Arrays.equals(
                        sample(data.features(new int[] {row}), 0), sample(data.features(new int[] {other}), 0));
                if (data.contentHash(row).isPresent()) {
                    assertThat(data.contentHash(row).equals(data.contentHash(other)))
                            .as("whether rows %d and %d have one hash", row, other)
                            .isEqualTo(equal);
                }
            }
        }
    }

    private static List<Optional<String>> attributes(Dataset data, int row) {
        return data.attributes().stream().map(name -> data.attribute(row, name)).toList();
    }

    /** The shape that was promised, with the length that was found where any length was promised. */
    private static InputShape withLength(InputShape promise, InputShape found) {
        return promise instanceof Sequence any
                        && any.maxLength() == Sequence.ANY_LENGTH
                        && found instanceof Sequence read
                ? new Sequence(any.categories(), read.maxLength())
                : promise;
    }

    private static void assertLayout(Dataset data, int[] rows) {
        Features features = data.features(rows);
        INDArray values = features.values();
        InputShape input = data.input();
        if (input instanceof Vector vector) {
            assertThat(values.shape()).containsExactly(rows.length, vector.size());
        } else if (input instanceof Image image) {
            assertThat(values.shape()).containsExactly(rows.length, image.height(), image.width(), image.channels());
        } else if (input instanceof Volume volume) {
            assertThat(values.shape())
                    .containsExactly(rows.length, volume.depth(), volume.height(), volume.width(), volume.channels());
        } else if (input instanceof Signal signal) {
            assertThat(values.shape()).containsExactly(rows.length, signal.length(), signal.channels());
            assertThat(features.mask()).as("mask").isEmpty();
        } else if (input instanceof Sequence sequence) {
            assertThat(values.shape()).hasSize(2);
            assertSteps(features, rows.length, sequence.maxLength());
            for (float category : flat(values)) {
                assertThat(category)
                        .as("category")
                        .isBetween(0f, sequence.categories() - 1f)
                        .isEqualTo((float) Math.rint(category));
            }
        }
        float[] all = flat(values);
        assertThat(IntStream.range(0, all.length).filter(i -> !Float.isFinite(all[i])))
                .as("places of features that are not finite")
                .isEmpty();
    }

    private static void assertSteps(Features features, int samples, int maxLength) {
        long time = features.values().size(1);
        assertThat(features.values().size(0)).as("samples").isEqualTo(samples);
        assertThat(time).as("steps").isBetween(1L, (long) maxLength);
        if (features.mask().isEmpty()) {
            return;
        }
        INDArray mask = features.mask().orElseThrow();
        assertThat(mask.shape()).as("shape of the mask").containsExactly(samples, time);
        int longest = IntStream.range(0, samples)
                .map(sample -> steps(mask, sample))
                .max()
                .orElseThrow();
        assertThat((long) longest).as("steps of the longest sample").isEqualTo(time);
        for (int sample = 0; sample < samples; sample++) {
            for (int step = 0; step < time; step++) {
                assertThat(mask.getDouble(sample, step))
                        .as("mask of sample %d at step %d: padding is at the end", sample, step)
                        .isEqualTo(step < steps(mask, sample) ? 1 : 0);
            }
        }
    }

    private static int steps(INDArray mask, int sample) {
        return (int) IntStream.range(0, (int) mask.size(1))
                .filter(step -> mask.getDouble(sample, step) != 0)
                .count();
    }

    /** A sample's features without padding. */
    private static float[] sample(Features features, int index) {
        INDArray values = features.values().get(NDArrayIndex.interval(index, index + 1L));
        float[] padded = flat(values);
        if (features.mask().isEmpty()) {
            return padded;
        }
        long time = features.values().size(1);
        int steps = steps(features.mask().orElseThrow(), index);
        return Arrays.copyOf(padded, Math.toIntExact(padded.length / time * steps));
    }

    private static float[] flat(INDArray array) {
        return array.dup('c').data().asFloat();
    }

    private static Optional<RuntimeException> failure(Runnable action) {
        try {
            action.run();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    private static int[] rows(Dataset data) {
        return IntStream.range(0, Math.min(data.size(), MOST_SAMPLES)).toArray();
    }

    private static List<Dataset> datasets(Reader reader) {
        Function<Dataset, Dataset> prepared = prepared(reader);
        return Stream.concat(Stream.of(reader.train()), reader.test().stream())
                .map(prepared)
                .toList();
    }

    /** Training samples as a model reads them. */
    private static Dataset train(Reader reader) {
        return prepared(reader).apply(reader.train());
    }

    private static Function<Dataset, Dataset> prepared(Reader reader) {
        return fitted(reader)
                .<Function<Dataset, Dataset>>map(learned -> learned::apply)
                .orElse(data -> data);
    }

    /** What the reader learns of all training samples but the last. */
    private static Optional<Fitted> fitted(Reader reader) {
        return reader.preparation().map(preparation -> {
            Dataset raw = reader.train();
            return preparation.fit(raw, IntStream.range(0, raw.size() - 1).toArray());
        });
    }

    private static List<List<String>> columns(Task task) {
        return task.heads().stream().map(Head::columns).toList();
    }
}
