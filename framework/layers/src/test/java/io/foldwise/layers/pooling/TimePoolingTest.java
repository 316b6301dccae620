package io.foldwise.layers.pooling;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.layers.Batch;
import io.foldwise.layers.LayerAssert;
import io.foldwise.layers.Networks;
import io.foldwise.layers.Networks.Blocks;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

final class TimePoolingTest {

    private static final Blocks MAX = (net, tokens) -> net.maxOverTime(net.embedding(tokens, Networks.VOCABULARY, 5));
    private static final Blocks MEAN = (net, tokens) -> net.meanOverTime(net.embedding(tokens, Networks.VOCABULARY, 5));
    private static final Blocks LAST = (net, tokens) -> net.lastStep(net.embedding(tokens, Networks.VOCABULARY, 5));
    private static final Blocks ALL = (net, tokens) -> {
        String x = net.embedding(tokens, Networks.VOCABULARY, 5);
        return net.concat(net.maxOverTime(x), net.meanOverTime(x), net.lastStep(x));
    };

    @Test
    void gradientsAreExactWithAndWithoutMask() {
        for (Blocks blocks : List.of(MAX, MEAN, LAST)) {
            LayerAssert.assertGradientsAreExact(blocks, Batch.full(DataType.DOUBLE, 3, 4));
            LayerAssert.assertGradientsAreExact(blocks, Batch.padded(DataType.DOUBLE, 5, 5, 1, 3));
        }
    }

    @Test
    void gradientsPassFrozenLayers() {
        for (Blocks blocks : List.of(MAX, MEAN, LAST)) {
            LayerAssert.assertGradientsPassFrozen(blocks, Batch.padded(DataType.FLOAT, 7, 2, 7, 1, 0, 4));
        }
    }

    @Test
    void kernelsAgree() {
        for (Blocks blocks : List.of(MAX, MEAN, LAST)) {
            LayerAssert.assertKernelsAgree(blocks, Batch.full(DataType.FLOAT, 3, 7));
            LayerAssert.assertKernelsAgree(blocks, Batch.padded(DataType.FLOAT, 7, 2, 7, 1, 0, 4));
        }
    }

    @Test
    void paddingDoesNotMatter() {
        LayerAssert.assertPaddingDoesNotMatter(ALL, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9));
    }

    @Test
    void savesLoadsAndRepeats() {
        LayerAssert.assertSurvivesSaving(ALL, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9));
        LayerAssert.assertTrainingRepeats(ALL, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9));
    }

    @Test
    void agreesWithTheGlobalPoolingOfDeeplearning4j() {
        agreesWithDeeplearning4j(MAX, (net, x) -> net.add("pooling", new GlobalPoolingLayer(PoolingType.MAX), x));
        agreesWithDeeplearning4j(MEAN, (net, x) -> net.add("pooling", new GlobalPoolingLayer(PoolingType.AVG), x));
    }

    @Test
    void agreesWithTheLastTimeStepOfDeeplearning4j() {
        agreesWithDeeplearning4j(LAST, (net, x) -> net.add("pooling", new LastTimeStepVertex("input"), x));
    }

    private static void agreesWithDeeplearning4j(Blocks ours, Blocks theirPooling) {
        int time = 9;
        EmbeddingSequenceLayer channelsFirst = new EmbeddingSequenceLayer.Builder()
                .nIn(Networks.VOCABULARY)
                .nOut(5)
                .inputLength(time)
                .build();
        for (Batch batch :
                List.of(Batch.full(DataType.FLOAT, 4, time), Batch.padded(DataType.FLOAT, time, 2, 7, 1, time))) {
            ComputationGraph theirs = Networks.build(
                    DataType.FLOAT,
                    InputType.recurrent(Networks.VOCABULARY, time),
                    (net, tokens) -> theirPooling.apply(net, net.add("embedding", channelsFirst, tokens)));
            LayerAssert.assertNetworksAgree(
                    Networks.onTokens(DataType.FLOAT, ours),
                    theirs,
                    Map.of("embedding-1_table", "embedding-1_W"),
                    batch,
                    1e-6);
        }
    }

    @Test
    void twoReductionsAreTwoDifferentLayers() {
        assertThat(new TimePooling(TimePooling.Reduction.MAX))
                .isEqualTo(new TimePooling(TimePooling.Reduction.MAX))
                .isNotEqualTo(new TimePooling(TimePooling.Reduction.MEAN));
    }
}
