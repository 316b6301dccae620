package io.foldwise.layers.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.layers.Batch;
import io.foldwise.layers.LayerAssert;
import io.foldwise.layers.Network;
import io.foldwise.layers.Networks;
import io.foldwise.layers.Networks.Blocks;
import io.foldwise.layers.transformer.Positions.Kind;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

final class PositionsTest {

    private static final int WIDTH = 5;
    private static final int MAX_LENGTH = 6;

    @Test
    void gradientsAreExactWithAndWithoutMask() {
        for (Kind kind : Kind.values()) {
            LayerAssert.assertGradientsAreExact(blocks(kind), Batch.full(DataType.DOUBLE, 3, 4));
            LayerAssert.assertGradientsAreExact(blocks(kind), Batch.padded(DataType.DOUBLE, 5, 2, 1, 4));
        }
    }

    @Test
    void gradientsPassFrozenLayers() {
        for (Kind kind : Kind.values()) {
            LayerAssert.assertGradientsPassFrozen(blocks(kind), Batch.padded(DataType.FLOAT, 9, 2, 6, 1, 0, 5));
        }
    }

    @Test
    void kernelsAgree() {
        for (Kind kind : Kind.values()) {
            LayerAssert.assertKernelsAgree(blocks(kind), Batch.full(DataType.FLOAT, 3, MAX_LENGTH));
            LayerAssert.assertKernelsAgree(blocks(kind), Batch.padded(DataType.FLOAT, 9, 2, 6, 1, 0, 5));
        }
    }

    @Test
    void paddingDoesNotMatter() {
        for (Kind kind : Kind.values()) {
            LayerAssert.assertPaddingDoesNotMatter(blocks(kind), Batch.padded(DataType.FLOAT, 9, 2, 6, 1, 5));
        }
    }

    @Test
    void savesLoadsAndRepeats() {
        for (Kind kind : Kind.values()) {
            LayerAssert.assertSurvivesSaving(blocks(kind), Batch.padded(DataType.FLOAT, 9, 2, 6, 1, 5));
            LayerAssert.assertTrainingRepeats(blocks(kind), Batch.padded(DataType.FLOAT, 9, 2, 6, 1, 5));
        }
    }

    @Test
    void addsTheWavesOfTheFormula() {
        ComputationGraph network = Networks.build(
                DataType.FLOAT,
                Network.sequence(4),
                (net, x) -> net.meanOverTime(net.positions(x, Kind.SINUSOIDAL, 0)));
        INDArray x = Nd4j.ones(DataType.FLOAT, 1, 3, 4);
        INDArray y = network.feedForward(x, false).get("positions-1");
        for (int step = 0; step < 3; step++) {
            float[] expected = {
                (float) (1 + Math.sin(step)),
                (float) (1 + Math.cos(step)),
                (float) (1 + Math.sin(step / 100.0)),
                (float) (1 + Math.cos(step / 100.0))
            };
            LayerAssert.assertClose(y.slice(0).getRow(step), Nd4j.createFromArray(expected), 1e-6);
        }
    }

    @Test
    void learnedPositionsRefuseLongerSequences() {
        ComputationGraph network = Networks.onTokens(DataType.FLOAT, blocks(Kind.LEARNED));
        assertThat(Batch.padded(DataType.FLOAT, 9, 6, 5).predict(network).rows())
                .isEqualTo(2);
        assertThatThrownBy(() -> Batch.full(DataType.FLOAT, 2, 7).predict(network))
                .hasMessageContaining("positions-1: a sequence has 7 steps, but positions are learned for 6");
    }

    private static Blocks blocks(Kind kind) {
        return (net, tokens) ->
                net.maxOverTime(net.positions(net.embedding(tokens, Networks.VOCABULARY, WIDTH), kind, MAX_LENGTH));
    }
}
