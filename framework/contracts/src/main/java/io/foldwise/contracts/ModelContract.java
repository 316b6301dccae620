package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foldwise.engine.network.NetworkAssembly.Settings;
import io.foldwise.engine.weights.Start;
import io.foldwise.engine.weights.StartSettings;
import io.foldwise.onnx.OnnxUnsupportedException;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Sequence;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * What every {@link NetworkModel} does: it learns, its gradients are exact, its layers can be frozen, it is the same after a round trip through its
 * file, neither the batch around a sample nor padding changes the sample's logits, and equal seeds give equal bits.
 *
 * <pre>{@code
 * final class TextCnnTest extends ModelContract {
 *     @Override
 *     protected NetworkModel model(InputShape input, Task task) {
 *         return new TextCnn(new TextCnn.Params(8, 1, 8, List.of(2, 3), 0.1), input, labels);
 *     }
 *
 *     @Override
 *     protected Dataset data() {
 *         return TinyData.sequences();
 *     }
 * }
 * }</pre>
 *
 * Dropout may stay on: it is off in inference, and the gradient check draws the same dropout for every evaluation.
 */
public abstract class ModelContract {

    private static final Seed SEED = new Seed(20_210_222);
    private static final double SAME = 1e-5;

    /** The model under test, small: a few units per layer. */
    protected abstract NetworkModel model(InputShape input, Task task);

    /** Labelled samples that the model can read, such as {@link TinyData#sequences()}. */
    protected abstract Dataset data();

    /** Within how many epochs, of a few batches of 16, the model learns its tiny data. */
    protected int epochs() {
        return 60;
    }

    /** Adam's learning rate. */
    protected double learningRate() {
        return 0.01;
    }

    /** Whether all of the model's layers have an equivalent in ONNX. */
    protected boolean hasOnnxEquivalent() {
        return true;
    }

    @Test
    void givesOneLogitPerLabel() {
        assumeTrue(data().task().first() instanceof RowHead, "answers with no row");
        for (int width : new int[] {1, data().task().width(), 7}) {
            Task task = Task.of(TinyData.schema(width));
            Settings settings = new Settings(SEED, DataType.FLOAT, new NoOp(), 0, OptionalDouble.empty());
            TinyNetwork network =
                    TinyNetwork.of(model(data().input(), task), data(), task, List.of(new CrossEntropy()), settings);
            assertThat(network.logits(0, 1)).as("logits of 2 samples").hasDimensions(2, width);
        }
    }

    @Test
    void learnsTinyData() {
        double baseRates = CrossEntropy.ofBaseRates(data(), allRows());
        double loss = network().fit(epochs()).loss();
        assertThat(loss)
                .as("cross-entropy after %d epochs; constant base rates reach %.4f", epochs(), baseRates)
                .isLessThan(0.7 * baseRates);
    }

    @Test
    void givesEveryParameterAGradient() {
        GradientCheck check = new GradientCheck(network().fit(1), allRows());
        assertThat(check.parametersWithoutGradient())
                .as("parameters whose gradient is zero or not a number")
                .isEmpty();
    }

    @Test
    void hasExactGradients() {
        TinyNetwork network = network(data(), SEED, DataType.DOUBLE).fit(1);
        int[] batch = IntStream.range(0, Math.min(6, data().size())).toArray();
        assertThat(new GradientCheck(network, batch).mismatches())
                .as("parameters whose gradient differs from the loss's central difference")
                .isEmpty();
    }

    @Test
    void givesTheSameLogitsAfterSavingAndRestoring() {
        TinyNetwork network = network().fit(1);
        assertThat(network.savedAndRestored(getClass()).logits(allRows())).isDeepEqualTo(network.logits(allRows()));
    }

    @Test
    void givesTheSameLogitsInOnnxRuntime() {
        TinyNetwork network = network().fit(3);
        if (!hasOnnxEquivalent()) {
            assertThatThrownBy(() -> new OnnxRun(network.graph(), data().task()))
                    .isInstanceOf(OnnxUnsupportedException.class)
                    .hasMessageContaining("no equivalent");
            return;
        }
        float[][] expected = network.logits(allRows());
        float[][] actual = new OnnxRun(network.graph(), data().task()).logits(data().features(allRows()));
        for (int row : allRows()) {
            assertSame("row " + row + " in ONNX Runtime", actual[row], expected[row]);
        }
    }

    @Test
    void givesASampleTheSameLogitsAloneAndInAnyBatch() {
        TinyNetwork network = network().fit(3);
        int[] rows = allRows();
        int last = rows.length - 1;
        float[][] together = network.logits(rows);
        float[][] backwards =
                network.logits(IntStream.of(rows).map(row -> last - row).toArray());
        for (int row : rows) {
            assertSame("row " + row + " alone", network.logits(row)[0], together[row]);
            assertSame("row " + row + " in a reversed batch", backwards[last - row], together[row]);
        }
    }

    @Test
    void ignoresWhatStandsInThePadding() {
        InputShape input = data().input();
        assumeTrue(input instanceof Sequence, input + " are not padded");
        Sequence sequences = (Sequence) input;
        TinyNetwork network = network().fit(3);
        Features features = data().features(allRows());
        long room = Padding.room(sequences, features);
        assumeTrue(room > 0, "the longest of the tiny samples leaves no room for padding");
        float[][] plain = network.logits(features);
        for (long steps = 1; steps <= Math.min(room, 4); steps++) {
            float[][] padded = network.logits(Padding.padded(sequences, features, steps));
            for (int row = 0; row < plain.length; row++) {
                assertSame("row " + row + " with " + steps + " more steps of padding", padded[row], plain[row]);
            }
        }
    }

    @Test
    void keepsEveryBitOfFrozenLayersAndTrainsTheOthers() {
        TinyNetwork any = network();
        List<String> layers = Start.layers(any.graph()).stream()
                .filter(layer -> GradientCheck.learns(any.graph().getLayer(layer)))
                .toList();
        assumeTrue(layers.size() > 1, "there is nothing to train beside a frozen layer");
        for (int first = 0; first < 2; first++) {
            int parity = first;
            List<String> frozen = IntStream.range(0, layers.size())
                    .filter(number -> number % 2 == parity)
                    .mapToObj(layers::get)
                    .toList();
            Start start = new Start(new StartSettings(Optional.empty(), frozen), Optional.empty());
            assumeTrue(start.barriers(network().graph()).isEmpty(), "a layer of Deeplearning4j hands no gradients on");
            NetworkModel model = start.freezing(model(data().input(), data().task()));
            TinyNetwork network = TinyNetwork.of(model, data(), SEED, DataType.FLOAT, learningRate());
            start.begin(network.graph());
            Map<String, INDArray> before = copies(network, layers);

            network.fit(1);

            Map<String, INDArray> after = copies(network, layers);
            for (String layer : layers) {
                assertThat(after.get(layer).equalsWithEps(before.get(layer), 0))
                        .as("weights of layer %s are the same after training with %s frozen", layer, frozen)
                        .isEqualTo(frozen.contains(layer));
            }
        }
    }

    private static Map<String, INDArray> copies(TinyNetwork network, List<String> layers) {
        return layers.stream()
                .collect(Collectors.toMap(
                        layer -> layer,
                        layer -> network.graph().getLayer(layer).params().dup()));
    }

    @Test
    void repeatsBitForBitWithTheSameSeed() {
        float[] first = network(data(), SEED, DataType.FLOAT).fit(2).weights();
        float[] second = network(data(), SEED, DataType.FLOAT).fit(2).weights();
        assertThat(Arrays.equals(first, second))
                .as("two trainings with the same seed give the same weights")
                .isTrue();
    }

    @Test
    void startsAndTrainsDifferentlyWithAnotherSeed() {
        float[] first = network(data(), SEED, DataType.FLOAT).fit(2).weights();
        float[] second =
                network(data(), SEED.branch("other", 1), DataType.FLOAT).fit(2).weights();
        assertThat(Arrays.equals(first, second))
                .as("trainings with two seeds give the same weights")
                .isFalse();
    }

    @Test
    void trainsOnBatchesOfAnySizeAndLength() {
        Dataset data = data();
        int[] sorted = IntStream.range(0, data.size())
                .boxed()
                .sorted(Comparator.comparing(data::length))
                .mapToInt(row -> row)
                .toArray();
        TinyNetwork network = network();
        for (int size : new int[] {1, 5, sorted.length}) {
            network.fit(Arrays.copyOfRange(sorted, 0, size));
            network.fit(Arrays.copyOfRange(sorted, sorted.length - size, sorted.length));
        }
        float[][] logits = network.logits(allRows());
        assertThat(List.of(logits)).allSatisfy(row -> assertThat(row).doesNotContain(Float.NaN));
        assertThat(network.savedAndRestored(getClass()).logits(allRows()))
                .as("logits of a fresh copy, which has seen no other batch")
                .isDeepEqualTo(logits);
    }

    @Test
    void refusesInputsThatItCannotRead() {
        for (Dataset other : TinyData.all()) {
            assertThatCode(() -> readOrRefuse(other))
                    .as("a model that cannot read %s says so in its constructor", other.input())
                    .doesNotThrowAnyException();
        }
    }

    private void readOrRefuse(Dataset data) {
        NetworkModel model;
        try {
            model = model(data.input(), data.task());
        } catch (IncompatibleException refusal) {
            return;
        }
        TinyNetwork.of(model, data, SEED, DataType.FLOAT, learningRate()).logits(0, 1);
    }

    private TinyNetwork network() {
        return network(data(), SEED, DataType.FLOAT);
    }

    private TinyNetwork network(Dataset data, Seed seed, DataType type) {
        return TinyNetwork.of(model(data.input(), data.task()), data, seed, type, learningRate());
    }

    private int[] allRows() {
        return IntStream.range(0, data().size()).toArray();
    }

    private static void assertSame(String what, float[] actual, float[] expected) {
        for (int label = 0; label < expected.length; label++) {
            assertThat((double) actual[label])
                    .as("logit of label %d of %s", label, what)
                    .isCloseTo(expected[label], within(SAME * Math.max(1, Math.abs(expected[label]))));
        }
    }
}
