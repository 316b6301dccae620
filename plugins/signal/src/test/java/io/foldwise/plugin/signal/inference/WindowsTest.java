package io.foldwise.plugin.signal.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;

import io.foldwise.spi.Assembler;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape.Signal;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Inference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

final class WindowsTest {

    private static final Signal SHAPE = new Signal(2, 10, 2);
    private static final LabelSchema LABELS = LabelSchema.of("labels", List.of("first", "last"));
    private static final Classes CLASSES = new Classes(List.of("first", "last"));

    /** As it is, at most {@code batch} at once. */
    public record Plain(int batch) implements Inference {

        /** None. */
        public record Params() {}

        @Override
        public List<List<Tensor>> predict(Network network, Features features) {
            return network.predict(features);
        }
    }

    @Test
    void looksAtAllOfASignalAndTakesTheMean() {
        List<Integer> batches = new ArrayList<>();
        Inference windows = windows(2, 1.5, Combination.MEAN, LABELS, 4); // steps 0-3, 3-6 and 6-9

        List<List<Tensor>> predicted = windows.predict(
                features -> {
                    batches.add((int) features.values().size(0));
                    return ends(features);
                },
                Features.of(signals(3)));

        assertThat(batches).containsExactly(4, 4, 1);
        assertThat(predicted).hasSize(3);
        for (int sample = 0; sample < 3; sample++) {
            assertThat(predicted.get(sample).get(0).values())
                    .containsExactly(
                            new float[] {(sample + (0 + 3 + 6) / 3f) / 20, (sample + (3 + 6 + 9) / 3f) / 20},
                            offset(1e-6f));
        }
    }

    @Test
    void takesTheLargestProbabilityOfEachLabel() {
        Inference windows = windows(2, 1.5, Combination.MAXIMUM, LABELS, 64);
        assertThat(windows.predict(WindowsTest::ends, Features.of(signals(2)))
                        .get(1)
                        .get(0)
                        .values())
                .containsExactly((1 + 6) / 20f, (1 + 9) / 20f);
    }

    @Test
    void makesProbabilitiesOfTheLargestOnesOfClasses() {
        Inference windows = windows(2, 1.5, Combination.MAXIMUM, CLASSES, 64);
        assertThat(windows.predict(WindowsTest::ends, Features.of(signals(1)))
                        .get(0)
                        .get(0)
                        .values())
                .containsExactly(new float[] {6 / 15f, 9 / 15f}, offset(1e-6f));
    }

    @Test
    void endsWithTheSignal() {
        Inference windows = windows(2, 2, Combination.MAXIMUM, LABELS, 64); // steps 0-3, 4-7 and 6-9
        assertThat(windows.predict(WindowsTest::ends, Features.of(signals(1)))
                        .get(0)
                        .get(0)
                        .values())
                .containsExactly(6 / 20f, 9 / 20f);
    }

    @Test
    void goesHalfAWindowUnlessToldOtherwise() {
        Windows windows = new Windows(
                new Windows.Params(2, Optional.empty(), Combination.MEAN, plain(16)),
                SHAPE,
                Task.of(LABELS),
                assembler());
        assertThat(windows.batch()).as("four windows each, sixteen at once").isEqualTo(4);
    }

    @Test
    void takesASignalAtATimeWhereItHasMoreWindowsThanABatch() {
        assertThat(windows(2, 0.5, Combination.MEAN, LABELS, 2).batch()).isEqualTo(1);
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> windows(5.5, 1, Combination.MEAN, LABELS, 1))
                .withMessageContaining("windows of 11 steps");
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> windows(2, 1, Combination.MAXIMUM, new Quantities(List.of("age")), 1))
                .withMessageContaining("use mean");
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> windows(2, 1, Combination.MEAN, new Mask(), 1))
                .withMessageContaining("'mask' is none");
    }

    private static Windows windows(double seconds, double step, Combination combine, Head head, int batch) {
        return new Windows(
                new Windows.Params(seconds, Optional.of(step), combine, plain(batch)),
                SHAPE,
                Task.of(head),
                assembler());
    }

    private static Spec<Inference> plain(int batch) {
        return new Spec<>("plain", Plain.class, new Plain(batch), "here");
    }

    private static Assembler assembler() {
        return new Assembler() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> T build(Spec<T> spec) {
                return (T) spec.params();
            }
        };
    }

    /** A network that answers with the first and the last value of the first channel. */
    private static List<List<Tensor>> ends(Features features) {
        INDArray signals = features.values();
        int last = (int) signals.size(1) - 1;
        return IntStream.range(0, (int) signals.size(0))
                .mapToObj(sample -> List.of(
                        Tensor.row(signals.getFloat(sample, 0, 0) / 20, signals.getFloat(sample, last, 0) / 20)))
                .toList();
    }

    /** Signals that count up from their own number in the first channel. */
    private static INDArray signals(int samples) {
        float[][][] values = new float[samples][10][2];
        for (int sample = 0; sample < samples; sample++) {
            for (int step = 0; step < 10; step++) {
                values[sample][step][0] = sample + step;
                values[sample][step][1] = -1;
            }
        }
        return Nd4j.create(values);
    }

    private record Mask() implements Head {
        @Override
        public String name() {
            return "mask";
        }

        @Override
        public long[] logits() {
            return new long[] {-1, 1};
        }

        @Override
        public Storage storage() {
            return new Storage.Arrays(Storage.Cell.FLOAT);
        }
    }
}
