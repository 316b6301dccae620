package io.foldwise.layers.dense;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.layers.Batch;
import io.foldwise.layers.LayerAssert;
import io.foldwise.layers.Networks;
import io.foldwise.layers.Networks.Blocks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;

final class DenseTest {

    private static final List<Blocks> VARIANTS = new ArrayList<>();

    static {
        for (Dense.Activation activation : Dense.Activation.values()) {
            VARIANTS.add((net, tokens) ->
                    net.meanOverTime(net.dense(net.embedding(tokens, Networks.VOCABULARY, 5), 4, activation)));
            VARIANTS.add((net, tokens) ->
                    net.dense(net.meanOverTime(net.embedding(tokens, Networks.VOCABULARY, 5)), 4, activation));
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

    @Test
    void agreesWithTheDenseLayerOfDeeplearning4jOnVectors() {
        agreesWithDeeplearning4j(Dense.Activation.IDENTITY, Activation.IDENTITY);
        agreesWithDeeplearning4j(Dense.Activation.RELU, Activation.RELU);
        agreesWithDeeplearning4j(Dense.Activation.TANH, Activation.TANH);
    }

    private static void agreesWithDeeplearning4j(Dense.Activation activation, Activation theirActivation) {
        ComputationGraph ours = Networks.onTokens(DataType.FLOAT, onMeans((net, x) -> net.dense(x, 4, activation)));
        DenseLayer layer =
                new DenseLayer.Builder().nOut(4).activation(theirActivation).build();
        ComputationGraph theirs = Networks.onTokens(DataType.FLOAT, onMeans((net, x) -> net.add("dense", layer, x)));
        Map<String, String> parameters = Map.of(
                "embedding-1_table", "embedding-1_table",
                "dense-1_weights", "dense-1_W",
                "dense-1_bias", "dense-1_b");
        ours.getParam("dense-1_bias").assign(0.1);
        Batch batch = Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9);
        LayerAssert.assertNetworksAgree(ours, theirs, parameters, batch, 1e-6);
    }

    private static Blocks onMeans(Blocks blocks) {
        return (net, tokens) -> blocks.apply(net, net.meanOverTime(net.embedding(tokens, Networks.VOCABULARY, 5)));
    }

    @Test
    void refusesAnEmptyWidth() {
        assertThatThrownBy(() -> new Dense(0, Dense.Activation.RELU)).hasMessageContaining("at least 1, got 0");
    }
}
