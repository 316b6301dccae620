package io.foldwise.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.layers.image.Convolution;
import io.foldwise.layers.image.Convolution.Options;
import io.foldwise.layers.kernel.KernelLayer;
import java.util.Optional;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

final class DataReadersTest {

    private static final InputType IMAGES = InputType.convolutional(4, 5, 2, CNN2DFormat.NHWC);

    @Test
    void layersOnTheInputGiveNoGradientOfIt() {
        ComputationGraph network = network((net, x) -> {
            String one = net.add("one", convolution(), x);
            String other = net.add("other", convolution(), x);
            return net.add("second", convolution(), net.add("both", new MergeVertex(), one, other));
        });
        assertThat(readsData(network, "one-1")).isTrue();
        assertThat(readsData(network, "other-1")).isTrue();
        assertThat(readsData(network, "second-1")).isFalse();
        assertLearns(network);
    }

    @Test
    void besideAnotherVertexTheyDo() {
        ComputationGraph network = network((net, x) -> {
            String one = net.add("one", convolution(), x);
            String other = net.add("other", new ScaleVertex(2), x);
            return net.add("second", convolution(), net.add("both", new MergeVertex(), one, other));
        });
        assertThat(readsData(network, "one-1")).isFalse();
        assertLearns(network);
    }

    @Test
    void theGradientsOfWeightsAreTheSame() {
        Networks.Blocks blocks = (net, x) -> net.add("one", convolution(), x);
        ComputationGraph without = network(blocks);
        ComputationGraph with = network(blocks);
        ((KernelLayer) with.getLayer("one-1").conf().getLayer()).setReadsData(false);
        assertThat(images().gradient(without)).isEqualTo(images().gradient(with));
    }

    private static Convolution convolution() {
        return new Convolution(Options.of(3, 3).biased());
    }

    private static boolean readsData(ComputationGraph network, String layer) {
        return ((KernelLayer) network.getLayer(layer).conf().getLayer()).readsData();
    }

    private static void assertLearns(ComputationGraph network) {
        INDArray before = network.params().dup();
        network.fit(images().dataSet());
        assertThat(network.params().sub(before).amaxNumber().doubleValue()).isPositive();
        assertThat(network.params().isNaN().any()).isFalse();
    }

    private static ComputationGraph network(Networks.Blocks blocks) {
        return Networks.build(DataType.FLOAT, IMAGES, blocks);
    }

    private static Batch images() {
        INDArray images = Nd4j.linspace(DataType.FLOAT, -1, 0.02, 2 * 4 * 5 * 2).reshape(2, 4, 5, 2);
        INDArray labels = Nd4j.createFromArray(new float[][] {{1, 0, 0}, {0, 1, 1}});
        return new Batch(images, Optional.empty(), labels, 1, 1);
    }
}
