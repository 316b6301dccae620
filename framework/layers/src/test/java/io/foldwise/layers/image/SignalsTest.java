package io.foldwise.layers.image;

import static io.foldwise.layers.LayerAssert.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.layers.Batch;
import io.foldwise.layers.LayerAssert;
import io.foldwise.layers.Network;
import io.foldwise.layers.Networks;
import io.foldwise.layers.Networks.Blocks;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Signals as images of one row and back. */
final class SignalsTest {

    private static final int CHANNELS = 3;
    private static final double TOLERANCE = 1e-4;

    private static final Blocks TOGETHER = (net, tokens) -> {
        ImageNetwork images = new ImageNetwork(net, "test");
        String x = images.fromSignal(net.embedding(tokens, Networks.VOCABULARY, CHANNELS));
        String y = images.convolution(x, Convolution.Options.of(4, 1, 3).start(Convolution.Start.HE_FAN_IN));
        y = images.batchNorm(y, BatchNorm.Options.of(Activation.RELU));
        y = images.pool(y, ImagePooling.Options.max(3).stride(2).padding(1));
        y = images.pool(y, ImagePooling.Options.mean(2).ceil(true));
        String both = images.concat(images.globalMaxImage(y), images.globalMeanImage(y));
        return images.flatten(both, 1, 1, 8);
    };
    private static final Blocks APART = (net, tokens) -> {
        ImageNetwork images = new ImageNetwork(net, "test");
        String x = images.fromSignalChannels(net.embedding(tokens, Networks.VOCABULARY, CHANNELS));
        String y =
                images.convolution(x, Convolution.Options.of(2, 1, 3).stride(2).biased());
        return images.globalMean(images.groupRows(y, CHANNELS));
    };
    private static final Blocks BACK = (net, tokens) -> {
        ImageNetwork images = new ImageNetwork(net, "test");
        String x = images.fromSignal(net.embedding(tokens, Networks.VOCABULARY, CHANNELS));
        String y = images.convolution(x, Convolution.Options.of(2, 1, 3).biased());
        return net.meanOverTime(net.biLstm(images.toSignal(y), 2));
    };
    private static final List<Blocks> VARIANTS = List.of(TOGETHER, APART, BACK);

    @Test
    void gradientsAreExact() {
        for (Blocks blocks : VARIANTS) {
            ImageAssert.assertGradientsAreExact(blocks, Batch.full(DataType.DOUBLE, 3, 5));
        }
    }

    @Test
    void kernelsAgreeAtEveryLength() {
        for (Blocks blocks : VARIANTS) {
            for (int time : new int[] {7, 4, 9}) {
                LayerAssert.assertKernelsAgree(blocks, Batch.full(DataType.FLOAT, 3, time), TOLERANCE);
            }
            LayerAssert.assertGradientsPassFrozen(blocks, Batch.full(DataType.FLOAT, 3, 6), TOLERANCE);
        }
    }

    @Test
    void predictionsDependOnNothingElseInTheBatch() {
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertPaddingDoesNotMatter(blocks, Batch.full(DataType.FLOAT, 4, 5));
        }
    }

    @Test
    void savesLoadsAndRepeats() {
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertSurvivesSaving(blocks, Batch.full(DataType.FLOAT, 3, 5));
            LayerAssert.assertTrainingRepeats(blocks, Batch.full(DataType.FLOAT, 3, 5));
        }
    }

    @Test
    void keepsEveryNumberInItsPlace() {
        INDArray signals = Batch.sequences(DataType.FLOAT, 2, 4, CHANNELS).tokens();
        INDArray image = output(signals, 4, ImageNetwork::fromSignal);
        assertThat(image.shape()).containsExactly(2, 1, 4, CHANNELS);
        assertSameBits(image.reshape('c', signals.shape()), signals);

        INDArray channels = output(signals, 4, ImageNetwork::fromSignalChannels);
        assertThat(channels.shape()).containsExactly(2 * CHANNELS, 1, 4, 1);
        assertThat(channels.getFloat(CHANNELS + 2, 0, 3, 0)).isEqualTo(signals.getFloat(1, 3, 2));

        INDArray rows = output(signals, 4, (net, x) -> net.groupRows(net.fromSignalChannels(x), CHANNELS));
        assertThat(rows.shape()).containsExactly(2, CHANNELS, 4, 1);
        assertThat(rows.getFloat(1, 2, 3, 0)).isEqualTo(signals.getFloat(1, 3, 2));

        assertSameBits(output(signals, 4, (net, x) -> net.toSignal(net.fromSignal(x))), signals);
    }

    /** What is declared is the length of whole signals; crops are shorter, and windows may be longer. */
    @Test
    void takesLengthsOtherThanTheDeclaredOne() {
        for (int time : new int[] {1, 6, 40}) {
            INDArray signals = Nd4j.rand(DataType.FLOAT, 2, time, CHANNELS);
            for (int declared : new int[] {-1, 10}) {
                assertThat(output(signals, declared, ImageNetwork::fromSignal).size(2))
                        .isEqualTo(time);
            }
        }
    }

    @Test
    void refusesPadding() {
        ComputationGraph network = Networks.onTokens(DataType.FLOAT, TOGETHER);
        Batch whole = Batch.padded(DataType.FLOAT, 5, 5, 5);
        assertThat(whole.predict(network).shape()).containsExactly(2, Networks.LABELS);
        assertThatThrownBy(() -> Batch.padded(DataType.FLOAT, 5, 5, 3).predict(network))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the signals of a batch must have one length, but number 2 of this one has 3 steps and is padded"
                                + " to 5: cut all of them to one length");
    }

    @Test
    void refusesWhatCannotBeGrouped() {
        INDArray signals = Nd4j.rand(DataType.FLOAT, 2, 4, CHANNELS);
        assertThatThrownBy(() -> output(signals, 4, (net, x) -> net.groupRows(net.fromSignalChannels(x), 4)))
                .hasMessageContaining("groups of 4 do not divide the batch of [6, 1, 4, 1]");
        assertThatThrownBy(() -> new GroupRows(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private interface Rearrangement {
        String write(ImageNetwork images, String signal);
    }

    private static INDArray output(INDArray signals, int declared, Rearrangement rearrangement) {
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.recurrent(signals.size(2), declared, RNNFormat.NWC));
        String last = rearrangement.write(new ImageNetwork(new Network(graph), "test"), "input");
        ComputationGraph network = new ComputationGraph(graph.setOutputs(last).build());
        network.init();
        return network.outputSingle(signals).dup('c');
    }
}
