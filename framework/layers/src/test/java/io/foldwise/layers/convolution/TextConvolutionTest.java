package io.foldwise.layers.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.layers.Batch;
import io.foldwise.layers.LayerAssert;
import io.foldwise.layers.Networks;
import io.foldwise.layers.Networks.Blocks;
import io.foldwise.layers.convolution.TextConvolution.Options;
import io.foldwise.layers.convolution.TextConvolution.Padding;
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
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;

final class TextConvolutionTest {

    private static final int CHANNELS = 5;
    private static final int FILTERS = 4;

    private static Blocks convolution(Options options) {
        return (net, tokens) -> net.textConvolution(net.embedding(tokens, Networks.VOCABULARY, CHANNELS), options);
    }

    /** Words repeat, and states of an LSTM do not: then the kernel for the CPU goes another way. */
    private static final Blocks ON_STATES = (net, tokens) -> net.textConvolution(
            net.lstm(net.embedding(tokens, Networks.VOCABULARY, CHANNELS), CHANNELS), Options.same(FILTERS, 2, 3));

    private static final List<Blocks> VARIANTS = List.of(
            ON_STATES,
            convolution(Options.same(FILTERS, 2, 3, 4, 5)),
            convolution(new Options(3, Padding.VALID, 3, 1)),
            convolution(Options.same(FILTERS, 3)),
            convolution(Options.same(FILTERS, 5)),
            convolution(Options.same(1, 7)));

    @Test
    void gradientsAreExactWithAndWithoutMask() {
        LayerAssert.assertGradientsAreExact(convolution(Options.same(2, 2, 3)), Batch.full(DataType.DOUBLE, 3, 4));
        for (int width = 1; width <= 5; width++) {
            Blocks one = convolution(Options.same(FILTERS, width));
            LayerAssert.assertGradientsAreExact(one, Batch.padded(DataType.DOUBLE, 6, 5, 1, 2));
        }
        for (Padding padding : Padding.values()) {
            Blocks blocks = convolution(new Options(2, padding, 2, 3));
            LayerAssert.assertGradientsAreExact(blocks, Batch.padded(DataType.DOUBLE, 6, 5, 1, 2));
        }
    }

    @Test
    void gradientsPassFrozenLayers() {
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertGradientsPassFrozen(blocks, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 0, 9));
            LayerAssert.assertGradientsPassFrozen(blocks, Batch.padded(DataType.FLOAT, 80, 70, 33, 80, 1));
        }
    }

    @Test
    void kernelsAgree() {
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertKernelsAgree(blocks, Batch.full(DataType.FLOAT, 3, 7));
            LayerAssert.assertKernelsAgree(blocks, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 0, 9));
            LayerAssert.assertKernelsAgree(blocks, Batch.padded(DataType.FLOAT, 80, 70, 33, 80, 1));
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
    void agreesWithConvolutionAndPoolingOfDeeplearning4j() {
        for (int width = 1; width <= 5; width++) {
            agreesWithDeeplearning4j(width, Padding.SAME, ConvolutionMode.Same);
            agreesWithDeeplearning4j(width, Padding.VALID, ConvolutionMode.Truncate);
        }
    }

    private static void agreesWithDeeplearning4j(int width, Padding padding, ConvolutionMode mode) {
        ComputationGraph ours = Networks.onTokens(DataType.FLOAT, convolution(new Options(FILTERS, padding, width)));
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
                    .convolutionMode(mode)
                    .activation(Activation.RELU)
                    .build();
            String responses = net.add("text-convolution", convolution, net.add("embedding", embedding, tokens));
            return net.add("pooling", new GlobalPoolingLayer(PoolingType.MAX), responses);
        });
        String bias = "text-convolution-1_" + TextConvolution.bias(width);
        ours.getParam(bias).assign(0.05);
        // Their weights claim to be [filters, channels, width, 1] but are used as [width, channels, filters].
        Map<String, String> parameters = Map.of(
                "embedding-1_table",
                "embedding-1_W",
                "text-convolution-1_" + TextConvolution.weights(width),
                "text-convolution-1_W",
                bias,
                "text-convolution-1_b");
        LayerAssert.assertNetworksAgree(ours, theirs, parameters, Batch.full(DataType.FLOAT, 6, time), 1e-5);
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        assertThatThrownBy(() -> Options.same(4, 3, 3)).hasMessageContaining("widths must differ, got [3, 3]");
        assertThatThrownBy(() -> Options.same(4)).hasMessageContaining("at least one filter and one width");
        assertThatThrownBy(() -> Options.same(0, 3)).hasMessageContaining("0 filters");
    }

    @Test
    void windowsOfEvenWidthLeanToTheRight() {
        Windows windows = new Windows(4, Padding.SAME);
        assertThat(windows.left()).isEqualTo(1);
        assertThat(windows.right(10)).isEqualTo(2);
        assertThat(windows.count(10)).isEqualTo(10);
        assertThat(new Windows(4, Padding.VALID).count(10)).isEqualTo(7);
        assertThat(new Windows(4, Padding.VALID).count(2)).isEqualTo(1);
        assertThat(new Windows(4, Padding.VALID).right(2)).isEqualTo(2);
    }

    @Test
    void networkNamesTheBlock() {
        Networks.onTokens(DataType.FLOAT, (net, tokens) -> {
            String embedded = net.embedding(tokens, Networks.VOCABULARY, CHANNELS);
            String first = net.textConvolution(embedded, FILTERS, 2, 3);
            String second = net.textConvolution(embedded, FILTERS, 4);
            assertThat(List.of(embedded, first, second))
                    .containsExactly("embedding-1", "text-convolution-1", "text-convolution-2");
            return net.concat(first, second);
        });
    }
}
