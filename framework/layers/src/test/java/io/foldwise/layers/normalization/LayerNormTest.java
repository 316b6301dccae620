package io.foldwise.layers.normalization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.layers.Batch;
import io.foldwise.layers.LayerAssert;
import io.foldwise.layers.Networks;
import io.foldwise.layers.Networks.Blocks;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

final class LayerNormTest {

    private static final Blocks SEQUENCES =
            (net, tokens) -> net.meanOverTime(net.layerNorm(net.embedding(tokens, Networks.VOCABULARY, 5)));
    private static final Blocks VECTORS =
            (net, tokens) -> net.layerNorm(net.meanOverTime(net.embedding(tokens, Networks.VOCABULARY, 6)));
    private static final List<Blocks> VARIANTS = List.of(SEQUENCES, VECTORS);

    @Test
    void followsTheFormula() {
        ComputationGraph network = Networks.onTokens(DataType.FLOAT, SEQUENCES);
        network.getParam("layer-norm-1_gain").assign(Nd4j.createFromArray(1f, 2f, 3f, 4f, 5f));
        network.getParam("layer-norm-1_bias").assign(Nd4j.createFromArray(0f, 1f, 0f, -1f, 0f));
        INDArray row = network.getParam("embedding-1_table").getRow(3);
        INDArray actual = network.feedForward(Nd4j.createFromArray(new float[][] {{3}}), false)
                .get("layer-norm-1");
        double mean = row.meanNumber().doubleValue();
        double deviation = Math.sqrt(row.sub(mean).norm2Number().doubleValue()
                        * row.sub(mean).norm2Number().doubleValue()
                        / 5
                + 1e-5);
        for (int channel = 0; channel < 5; channel++) {
            double hat = (row.getDouble(channel) - mean) / deviation;
            double bias = new double[] {0, 1, 0, -1, 0}[channel];
            assertThat(actual.getDouble(0, 0, channel)).isCloseTo(hat * (channel + 1) + bias, within(1e-5));
        }
    }

    @Test
    void gradientsAreExactWithAndWithoutMask() {
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
    void paddingDoesNotMatter() {
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertPaddingDoesNotMatter(blocks, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9));
        }
    }

    @Test
    void savesLoadsAndRepeats() {
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertSurvivesSaving(blocks, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9));
            LayerAssert.assertTrainingRepeats(blocks, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9));
        }
    }
}
