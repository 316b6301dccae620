package io.foldwise.layers.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.layers.Batch;
import io.foldwise.layers.LayerAssert;
import io.foldwise.layers.Networks;
import io.foldwise.layers.Networks.Blocks;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

final class AttentionPoolingTest {

    private static final Blocks BLOCKS =
            (net, tokens) -> net.attentionOverTime(net.embedding(tokens, Networks.VOCABULARY, 5));

    @Test
    void weighsTheStepsByTheirScores() {
        ComputationGraph network = Networks.onTokens(DataType.FLOAT, BLOCKS);
        INDArray table = network.getParam("embedding-1_table");
        INDArray query = network.getParam("pooling-attention-1_query");
        double first = Math.exp(table.getRow(2).mul(query).sumNumber().doubleValue());
        double second = Math.exp(table.getRow(7).mul(query).sumNumber().doubleValue());
        INDArray expected = table.getRow(2)
                .mul(first / (first + second))
                .addi(table.getRow(7).mul(second / (first + second)));
        INDArray actual = network.feedForward(Nd4j.createFromArray(new float[][] {{2, 7}}), false)
                .get("pooling-attention-1");
        for (int channel = 0; channel < 5; channel++) {
            assertThat(actual.getDouble(0, channel)).isCloseTo(expected.getDouble(channel), within(1e-6));
        }
    }

    @Test
    void gradientsAreExactWithAndWithoutMask() {
        LayerAssert.assertGradientsAreExact(BLOCKS, Batch.full(DataType.DOUBLE, 3, 4));
        LayerAssert.assertGradientsAreExact(BLOCKS, Batch.padded(DataType.DOUBLE, 5, 2, 1, 4));
    }

    @Test
    void gradientsPassFrozenLayers() {
        LayerAssert.assertGradientsPassFrozen(BLOCKS, Batch.padded(DataType.FLOAT, 7, 2, 7, 1, 0, 4));
    }

    @Test
    void kernelsAgree() {
        LayerAssert.assertKernelsAgree(BLOCKS, Batch.full(DataType.FLOAT, 3, 7));
        LayerAssert.assertKernelsAgree(BLOCKS, Batch.padded(DataType.FLOAT, 7, 2, 7, 1, 0, 4));
    }

    @Test
    void paddingDoesNotMatter() {
        LayerAssert.assertPaddingDoesNotMatter(BLOCKS, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9));
    }

    @Test
    void savesLoadsAndRepeats() {
        LayerAssert.assertSurvivesSaving(BLOCKS, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9));
        LayerAssert.assertTrainingRepeats(BLOCKS, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9));
    }
}
