package io.foldwise.layers.convolution;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.layers.Batch;
import io.foldwise.layers.LayerAssert;
import io.foldwise.layers.Networks;
import io.foldwise.layers.Networks.Blocks;
import io.foldwise.layers.dense.Dense.Activation;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

final class SequenceConvolutionTest {

    private static final int CHANNELS = 5;
    private static final int FILTERS = 4;

    private static Blocks convolution(int width, Activation activation) {
        return (net, tokens) -> net.meanOverTime(net.sequenceConvolution(
                net.embedding(tokens, Networks.VOCABULARY, CHANNELS), FILTERS, width, activation));
    }

    private static final List<Blocks> VARIANTS = List.of(
            convolution(1, Activation.RELU),
            convolution(2, Activation.IDENTITY),
            convolution(3, Activation.TANH),
            convolution(7, Activation.TANH),
            (net, tokens) -> {
                String x = net.embedding(tokens, Networks.VOCABULARY, CHANNELS);
                x = net.sequenceConvolution(x, 6, 4, Activation.RELU);
                return net.lastStep(net.sequenceConvolution(x, 3, 3, Activation.TANH));
            });

    @Test
    void gradientsAreExactWithAndWithoutMask() {
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertGradientsAreExact(blocks, Batch.full(DataType.DOUBLE, 3, 4));
            LayerAssert.assertGradientsAreExact(blocks, Batch.padded(DataType.DOUBLE, 6, 5, 1, 2));
        }
    }

    @Test
    void gradientsPassFrozenLayers() {
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertGradientsPassFrozen(blocks, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 0, 9));
        }
    }

    @Test
    void kernelsAgree() {
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertKernelsAgree(blocks, Batch.full(DataType.FLOAT, 3, 7));
            LayerAssert.assertKernelsAgree(blocks, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 0, 9));
            LayerAssert.assertKernelsAgree(blocks, Batch.padded(DataType.FLOAT, 40, 33, 1, 40));
        }
    }

    @Test
    void paddingDoesNotMatter() {
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertPaddingDoesNotMatter(blocks, Batch.padded(DataType.FLOAT, 12, 2, 7, 1, 12));
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
    void agreesWithConvolutionOfDeeplearning4j() {
        for (int width = 1; width <= 5; width++) {
            agreesWithDeeplearning4j(width);
        }
    }

    private static void agreesWithDeeplearning4j(int width) {
        ComputationGraph ours = Networks.onTokens(DataType.FLOAT, convolution(width, Activation.TANH));
        int time = 8;
        InputType tokenTypes = InputType.recurrent(Networks.VOCABULARY, time);
        ComputationGraph theirs = Networks.build(DataType.FLOAT, tokenTypes, (net, tokens) -> {
            EmbeddingSequenceLayer embedding = new EmbeddingSequenceLayer.Builder()
                    .nIn(Networks.VOCABULARY)
                    .nOut(CHANNELS)
                    .inputLength(time)
                    .build();
            Convolution1DLayer convolution = new Convolution1DLayer.Builder(width)
                    .nOut(FILTERS)
                    .convolutionMode(ConvolutionMode.Same)
                    .activation(org.nd4j.linalg.activations.Activation.TANH)
                    .build();
            String responses = net.add("convolution", convolution, net.add("embedding", embedding, tokens));
            return net.add("pooling", new GlobalPoolingLayer(PoolingType.AVG), responses);
        });
        ours.getParam("sequence-convolution-1_bias").assign(0.05);
        // Their weights claim to be [filters, channels, width, 1] but are used as [width, channels, filters].
        Map<String, String> parameters = Map.of(
                "embedding-1_table", "embedding-1_W",
                "sequence-convolution-1_weights", "convolution-1_W",
                "sequence-convolution-1_bias", "convolution-1_b");
        LayerAssert.assertNetworksAgree(ours, theirs, parameters, Batch.full(DataType.FLOAT, 6, time), 1e-5);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> new SequenceConvolution(0, 3, Activation.RELU)).hasMessageContaining("0 filters");
        assertThatThrownBy(() -> new SequenceConvolution(3, 0, Activation.RELU)).hasMessageContaining("of width 0");
    }
}
