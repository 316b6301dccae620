package io.foldwise.layers.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.layers.Batch;
import io.foldwise.layers.LayerAssert;
import io.foldwise.layers.Network;
import io.foldwise.layers.Networks;
import io.foldwise.layers.Networks.Blocks;
import io.foldwise.layers.transformer.TransformerSettings.Norm;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

final class TransformerBlockTest {

    private static final int WIDTH = 6;
    private static final TransformerSettings POST = new TransformerSettings(2, 5, 0, Norm.POST);
    private static final TransformerSettings PRE = new TransformerSettings(3, 7, 0, Norm.PRE);
    private static final TransformerSettings POST_DROPPING = new TransformerSettings(2, 5, 0.4, Norm.POST);
    private static final TransformerSettings PRE_DROPPING = new TransformerSettings(1, 4, 0.5, 0.2, Norm.PRE);
    private static final List<TransformerSettings> VARIANTS = List.of(POST, PRE, POST_DROPPING, PRE_DROPPING);

    /** Gradients here are numbers of up to 13, after two normalizations of small numbers. */
    private static final double TOLERANCE = 2e-4;

    @Test
    void gradientsAreExactWithAndWithoutMaskAndThroughDropout() {
        Batch full = Batch.full(DataType.DOUBLE, 2, 3);
        Batch padded = Batch.padded(DataType.DOUBLE, 5, 3, 1, 4);
        LayerAssert.assertGradientsAreExact(small(2, 0, 0, Norm.POST), full);
        LayerAssert.assertGradientsAreExact(small(2, 0.4, 0.3, Norm.POST), padded);
        LayerAssert.assertGradientsAreExact(small(1, 0, 0, Norm.PRE), padded);
        LayerAssert.assertGradientsAreExact(small(2, 0.5, 0.2, Norm.PRE), full);
    }

    private static Blocks small(int heads, double attentionDropout, double dropout, Norm norm) {
        TransformerSettings settings = new TransformerSettings(heads, 3, attentionDropout, dropout, norm);
        return (net, tokens) ->
                net.meanOverTime(net.transformerBlock(net.embedding(tokens, Networks.VOCABULARY, 4), settings));
    }

    @Test
    void startsAsPublished() {
        TransformerSettings settings = new TransformerSettings(4, 64, 0, Norm.POST);
        ComputationGraph network = Networks.onTokens(
                DataType.FLOAT,
                (net, tokens) -> net.meanOverTime(
                        net.transformerBlock(net.embedding(tokens, Networks.VOCABULARY, 32), settings)));
        INDArray projection = network.getParam("transformer-block-1_" + TransformerBlock.PROJECTION);
        INDArray hiddenBias = network.getParam("transformer-block-1_" + TransformerBlock.HIDDEN_BIAS);

        assertThat(projection.amaxNumber().doubleValue()).isBetween(0.97 * Math.sqrt(6.0 / 128), Math.sqrt(6.0 / 128));
        assertThat(hiddenBias.aminNumber().doubleValue()).isNotZero();
        assertThat(network.getParam("transformer-block-1_" + TransformerBlock.PROJECTION_BIAS)
                        .amaxNumber()
                        .doubleValue())
                .isZero();
    }

    @Test
    void kernelsAgree() {
        for (TransformerSettings settings : VARIANTS) {
            LayerAssert.assertKernelsAgree(blocks(settings, 2), Batch.full(DataType.FLOAT, 3, 7), TOLERANCE);
            LayerAssert.assertKernelsAgree(blocks(settings, 2), Batch.full(DataType.FLOAT, 3, 1), TOLERANCE);
            LayerAssert.assertKernelsAgree(
                    blocks(settings, 2), Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 0, 9), TOLERANCE);
        }
    }

    @Test
    void kernelsAgreeOnBatchesOfManySlabs() {
        int[] lengths = {150, 120, 1, 0, 300, 2, 80, 77};
        for (TransformerSettings settings : List.of(POST, PRE_DROPPING)) {
            LayerAssert.assertKernelsAgree(blocks(settings, 1), Batch.padded(DataType.FLOAT, 301, lengths), TOLERANCE);
        }
    }

    @Test
    void agreesWithTheFormula() {
        for (TransformerSettings settings : List.of(POST, PRE)) {
            for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
                Batch batch = Batch.sequences(type, 2, 5, WIDTH);
                ComputationGraph network = Networks.build(
                        type, Network.sequence(WIDTH), (net, x) -> net.meanOverTime(net.transformerBlock(x, settings)));
                network.params()
                        .addi(Nd4j.rand(network.params().shape()).subi(0.5).castTo(type));
                INDArray computed = network.feedForward(batch.tokens(), false).get("transformer-block-1");
                EncoderFormula formula =
                        new EncoderFormula(settings, name -> network.getParam("transformer-block-1_" + name));
                for (int sample = 0; sample < 2; sample++) {
                    double[][] expected =
                            formula.apply(batch.tokens().slice(sample).toDoubleMatrix());
                    LayerAssert.assertClose(
                            computed.slice(sample).castTo(DataType.DOUBLE),
                            Nd4j.createFromArray(expected),
                            type == DataType.DOUBLE ? 1e-13 : 4e-6);
                }
            }
        }
    }

    @Test
    void paddingDoesNotMatter() {
        for (TransformerSettings settings : VARIANTS) {
            LayerAssert.assertPaddingDoesNotMatter(
                    blocks(settings, 2), Batch.padded(DataType.FLOAT, 12, 2, 7, 1, 12, 11));
        }
    }

    @Test
    void dropoutDoesNotDependOnPadding() {
        Batch tight = Batch.padded(DataType.FLOAT, 4, 4, 1, 3);
        INDArray room = Nd4j.zeros(DataType.FLOAT, 3, 5);
        Batch loose = new Batch(
                Nd4j.concat(1, tight.tokens(), room),
                tight.mask().map(mask -> Nd4j.concat(1, mask, room)),
                tight.labels(),
                tight.lengths());
        ComputationGraph one = Networks.onTokens(DataType.FLOAT, blocks(POST_DROPPING, 2));
        ComputationGraph other = Networks.onTokens(DataType.FLOAT, blocks(POST_DROPPING, 2));
        LayerAssert.assertSameBits(loose.gradient(one), tight.gradient(other));
    }

    @Test
    void dropoutActsInTrainingOnlyAndAnewInEveryPass() {
        ComputationGraph network = Networks.onTokens(DataType.FLOAT, blocks(POST_DROPPING, 1));
        Batch batch = Batch.full(DataType.FLOAT, 3, 7);
        LayerAssert.assertSameBits(batch.predict(network), batch.predict(network));
        assertThat(batch.gradient(network)).isNotEqualTo(batch.gradient(network));
    }

    @Test
    void savesLoadsAndRepeats() {
        for (TransformerSettings settings : VARIANTS) {
            LayerAssert.assertSurvivesSaving(blocks(settings, 2), Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9));
            LayerAssert.assertTrainingRepeats(blocks(settings, 2), Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9));
        }
    }

    @Test
    void lengthMayChangeFromBatchToBatch() {
        ComputationGraph one = Networks.onTokens(DataType.FLOAT, blocks(POST, 1));
        ComputationGraph other = Networks.onTokens(DataType.FLOAT, blocks(POST, 1));
        Batch small = Batch.padded(DataType.FLOAT, 4, 4, 1, 3);
        Batch large = Batch.padded(DataType.FLOAT, 9, 9, 2, 7, 5, 8);
        INDArray gradient = small.gradient(one);
        large.gradient(one);
        LayerAssert.assertSameBits(small.gradient(one), gradient);
        LayerAssert.assertSameBits(large.gradient(one), large.gradient(other));
    }

    @Test
    void gradientsPassFrozenLayers() {
        for (TransformerSettings settings : VARIANTS) {
            LayerAssert.assertGradientsPassFrozen(
                    blocks(settings, 2), Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 0, 9), TOLERANCE);
        }
    }

    @Test
    void headsMustDivideTheWidth() {
        assertThatThrownBy(() ->
                        Networks.onTokens(DataType.FLOAT, blocks(new TransformerSettings(4, 5, 0, Norm.POST), 1)))
                .hasMessageContaining("transformer-block-1: 4 heads do not divide a width of 6");
    }

    private static Blocks blocks(TransformerSettings settings, int count) {
        return (net, tokens) -> {
            String x = net.embedding(tokens, Networks.VOCABULARY, WIDTH);
            for (int i = 0; i < count; i++) {
                x = net.transformerBlock(x, settings);
            }
            return net.meanOverTime(x);
        };
    }
}
