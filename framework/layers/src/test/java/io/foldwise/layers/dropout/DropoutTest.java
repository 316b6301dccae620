package io.foldwise.layers.dropout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.layers.Batch;
import io.foldwise.layers.LayerAssert;
import io.foldwise.layers.Networks;
import io.foldwise.layers.Networks.Blocks;
import io.foldwise.layers.kernel.SequenceLengths;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

final class DropoutTest {

    private static final Blocks VALUES =
            (net, tokens) -> net.meanOverTime(net.dropout(net.embedding(tokens, Networks.VOCABULARY, 6), 0.4));
    private static final Blocks CHANNELS =
            (net, tokens) -> net.meanOverTime(net.spatialDropout(net.embedding(tokens, Networks.VOCABULARY, 6), 0.4));
    private static final Blocks STEPS =
            (net, tokens) -> net.meanOverTime(net.tokenDropout(net.embedding(tokens, Networks.VOCABULARY, 6), 0.4));
    private static final Blocks VECTORS =
            (net, tokens) -> net.dropout(net.meanOverTime(net.embedding(tokens, Networks.VOCABULARY, 6)), 0.4);
    private static final List<Blocks> VARIANTS = List.of(VALUES, CHANNELS, STEPS, VECTORS);

    @Test
    void gradientsAreExactThroughAFixedMask() {
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertGradientsAreExact(blocks, Batch.full(DataType.DOUBLE, 3, 4));
            LayerAssert.assertGradientsAreExact(blocks, Batch.padded(DataType.DOUBLE, 5, 2, 1, 4));
        }
    }

    @Test
    void gradientsPassFrozenLayers() {
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertGradientsPassFrozen(blocks, Batch.padded(DataType.FLOAT, 7, 2, 7, 1, 0, 4));
        }
    }

    @Test
    void kernelsAgree() {
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertKernelsAgree(blocks, Batch.full(DataType.FLOAT, 3, 7));
            LayerAssert.assertKernelsAgree(blocks, Batch.padded(DataType.FLOAT, 7, 2, 7, 1, 0, 4));
        }
    }

    @Test
    void savesLoadsAndRepeats() {
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertSurvivesSaving(blocks, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9));
            LayerAssert.assertTrainingRepeats(blocks, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9));
        }
    }

    @Test
    void dropsTheShareThatWasAskedForAndKeepsTheMean() {
        for (Dropout.Unit unit : Dropout.Unit.values()) {
            float[] factors = factors(unit, 3, 50, 64, 77);
            double kept = 1 / (1 - 0.3);
            assertThat(new HashSet<>(boxed(factors))).isEqualTo(Set.of(0f, (float) kept));
            assertThat(mean(factors)).as(unit.name()).isCloseTo(1, within(unit == Dropout.Unit.VALUE ? 0.02 : 0.2));
        }
    }

    @Test
    void channelsAndStepsAreDroppedAsAWhole() {
        float[] channels = factors(Dropout.Unit.CHANNEL, 2, 5, 7, 1);
        for (int row = 1; row < 5; row++) {
            assertThat(Arrays.copyOfRange(channels, row * 7, row * 7 + 7)).isEqualTo(Arrays.copyOf(channels, 7));
        }
        float[] steps = factors(Dropout.Unit.STEP, 2, 5, 7, 1);
        for (int row = 0; row < 10; row++) {
            assertThat(new HashSet<>(boxed(Arrays.copyOfRange(steps, row * 7, row * 7 + 7))))
                    .hasSize(1);
        }
    }

    @Test
    void severalSamplesAreTheMeanOfAsManyMasks() {
        float[] factors = new float[40_000];
        new DropoutMask(0.5, Dropout.Unit.VALUE, 8, 4).fill(11, SequenceLengths.full(5000, 1), factors);
        int[] counts = new int[5];
        double sum = 0;
        for (float factor : factors) {
            counts[Math.round(factor * 2)]++; // 0, 1/2, 1, 3/2 or 2: so many of four masks keep it
            sum += factor;
        }

        assertThat(sum / factors.length).isCloseTo(1, within(0.02));
        assertThat(counts[2] / 40_000.0).as("6 of 16 ways").isCloseTo(0.375, within(0.02));
        assertThat(counts[0] / 40_000.0).as("1 of 16 ways").isCloseTo(0.0625, within(0.01));
    }

    @Test
    void paddingMovesNothing() {
        DropoutMask mask = new DropoutMask(0.5, Dropout.Unit.VALUE, 5);
        float[] tight = new float[30];
        float[] wide = new float[30];
        mask.fill(9, SequenceLengths.of(Nd4j.createFromArray(new float[][] {{1, 1}, {1, 1}, {1, 1}})), tight);
        mask.fill(
                9,
                SequenceLengths.of(Nd4j.createFromArray(new float[][] {{1, 1, 0, 0}, {1, 1, 0, 0}, {1, 1, 0, 0}})),
                wide);
        assertThat(wide).isEqualTo(tight);
    }

    @Test
    void everyIterationLayerAndPassDrawsItsOwnNumbers() {
        ComputationGraph network = Networks.onTokens(DataType.FLOAT, (net, tokens) -> {
            String x = net.embedding(tokens, Networks.VOCABULARY, 16);
            return net.concat(net.maxOverTime(net.dropout(x, 0.5)), net.maxOverTime(net.dropout(x, 0.5)));
        });
        Batch batch = Batch.full(DataType.FLOAT, 2, 6);
        INDArray first =
                network.feedForward(batch.tokens(), true).get("concat-1").dup();
        INDArray second =
                network.feedForward(batch.tokens(), true).get("concat-1").dup();
        network.fit(batch.dataSet());
        INDArray later =
                network.feedForward(batch.tokens(), true).get("concat-1").dup();
        assertThat(second).isNotEqualTo(first);
        assertThat(later).isNotEqualTo(first).isNotEqualTo(second);
        assertThat(first.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 16)))
                .isNotEqualTo(first.get(NDArrayIndex.all(), NDArrayIndex.interval(16, 32)));
    }

    @Test
    void predictionsAreNotTouched() {
        Blocks plain = (net, tokens) -> net.meanOverTime(net.embedding(tokens, Networks.VOCABULARY, 6));
        Batch batch = Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9);
        INDArray expected = batch.predict(Networks.onTokens(DataType.FLOAT, plain));
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertSameBits(batch.predict(Networks.onTokens(DataType.FLOAT, blocks)), expected);
        }
    }

    @Test
    void rateZeroAddsNoLayerAndImpossibleRatesAreRefused() {
        Networks.onTokens(DataType.FLOAT, (net, tokens) -> {
            String x = net.embedding(tokens, Networks.VOCABULARY, 6);
            assertThat(net.dropout(x, 0)).isEqualTo(x);
            assertThatThrownBy(() -> net.dropout(x, 1)).hasMessageContaining("at least 0 and below 1, got 1.0");
            assertThatThrownBy(() -> net.dropout(x, Double.NaN)).hasMessageContaining("got NaN");
            return net.maxOverTime(x);
        });
    }

    /** Factors of full sequences for a rate of 0.3 */
    private static float[] factors(Dropout.Unit unit, int batch, int time, int channels, long key) {
        float[] factors = new float[batch * time * channels];
        new DropoutMask(0.3, unit, channels).fill(key, SequenceLengths.full(batch, time), factors);
        return factors;
    }

    private static List<Float> boxed(float[] values) {
        Float[] boxed = new Float[values.length];
        Arrays.setAll(boxed, i -> values[i]);
        return List.of(boxed);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
