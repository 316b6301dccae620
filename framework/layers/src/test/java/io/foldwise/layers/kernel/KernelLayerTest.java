package io.foldwise.layers.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.layers.Batch;
import io.foldwise.layers.LayerAssert;
import io.foldwise.layers.Network;
import io.foldwise.layers.Networks;
import io.foldwise.layers.dense.Dense;
import io.foldwise.layers.normalization.LayerNorm;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

final class KernelLayerTest {

    private static final Networks.Blocks DENSE = (net, x) -> net.meanOverTime(net.dense(x, 4, Dense.Activation.TANH));

    @Test
    void takesOverWhatTheNetworkSays() {
        NeuralNetConfiguration.Builder builder = new NeuralNetConfiguration.Builder()
                .updater(new Sgd(0.1))
                .l2(0.01)
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(3);
        var graph = builder.graphBuilder().addInputs("x").setInputTypes(Network.sequence(5));
        Dense layer = new Dense(4, Dense.Activation.RELU);
        new Network(graph).add("dense", layer, "x");
        graph.allowNoOutput(true).build();
        assertThat(layer.getIUpdater()).isEqualTo(new Sgd(0.1));
        assertThat(layer.getGradientNormalization()).isEqualTo(GradientNormalization.ClipL2PerLayer);
        assertThat(layer.getGradientNormalizationThreshold()).isEqualTo(3);
        assertThat(layer.getRegularizationByParam("weights")).hasSize(1);
        assertThat(layer.getRegularizationByParam("bias")).isEmpty();
        assertThat(layer.getNIn()).isEqualTo(5);
        assertThat(layer.initializer().numParams(layer)).isEqualTo(24);
        assertThat(layer.getMemoryReport(Network.sequence(5))).isNotNull();
    }

    @Test
    void refusesWhatItWouldIgnore() {
        assertThatThrownBy(() -> Networks.build(DataType.FLOAT, Network.sequence(5), (net, x) -> {
                    LayerNorm layer = new LayerNorm();
                    layer.setIDropout(new org.deeplearning4j.nn.conf.dropout.Dropout(0.5));
                    return net.meanOverTime(net.add("norm", layer, x));
                }))
                .hasMessage("layer norm-1: input dropout is not supported here; add a dropout layer before this one");
    }

    @Test
    void refusesInputsOfAnotherKind() {
        assertThatThrownBy(() -> Networks.build(DataType.FLOAT, InputType.recurrent(5, 7), DENSE))
                .hasMessageContaining("layer dense-1: needs sequences [batch, time, channels] (RNNFormat.NWC)");
        ComputationGraph network = Networks.build(DataType.FLOAT, Network.sequence(5), DENSE);
        assertThatThrownBy(() -> network.output(Nd4j.zeros(2, 3, 6)))
                .hasMessageContaining("layer dense-1: needs [batch, time, 5] or [batch, 5], got [2, 3, 6]");
    }

    @Test
    void refusesAMaskOfAnotherLength() {
        ComputationGraph network = Networks.build(DataType.FLOAT, Network.sequence(5), DENSE);
        INDArray[] input = {Nd4j.zeros(2, 3, 5)};
        assertThatThrownBy(() -> network.output(false, input, new INDArray[] {Nd4j.ones(2, 4)}))
                .hasMessageContaining("the mask [2, 4] does not fit the input [2, 3, 5]");
    }

    @Test
    void takesPermutedInputs() {
        ComputationGraph network = Networks.build(DataType.FLOAT, Network.sequence(5), DENSE);
        Batch batch = Batch.sequences(DataType.FLOAT, 3, 4, 5);
        INDArray channelsFirst = batch.tokens().permute(0, 2, 1).dup('c');
        INDArray expected = batch.predict(network);
        INDArray actual = network.outputSingle(channelsFirst.permute(0, 2, 1));
        LayerAssert.assertClose(actual, expected, 0);
    }

    @Test
    void trainsWithoutWorkspacesToo() {
        ComputationGraph with = Networks.build(DataType.FLOAT, Network.sequence(5), DENSE);
        ComputationGraph without = Networks.build(DataType.FLOAT, Network.sequence(5), DENSE);
        without.getConfiguration().setTrainingWorkspaceMode(WorkspaceMode.NONE);
        without.getConfiguration().setInferenceWorkspaceMode(WorkspaceMode.NONE);
        Batch batch = Batch.sequences(DataType.FLOAT, 3, 4, 5);
        with.fit(batch.dataSet());
        without.fit(batch.dataSet());
        LayerAssert.assertSameBits(without.params(), with.params());
    }
}
