package io.foldwise.layers.image;

import static io.foldwise.layers.LayerAssert.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.layers.Network;
import io.foldwise.layers.Networks;
import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Heights, widths and batches other than those that a network was built for, and those that cannot be. */
final class ImageSizesTest {

    private static final int[][] SIZES = {{1, 16, 16}, {3, 24, 8}, {1, 13, 11}, {2, 7, 9}};

    @Test
    void aNetworkTrainsAndPredictsOnAnySize() {
        ComputationGraph network = Networks.build(DataType.FLOAT, type(16, 16), ImageSizesTest::uNet);
        for (int[] size : SIZES) {
            INDArray images = images(size[0], size[1], size[2]);
            network.fit(new DataSet(images, Nd4j.ones(DataType.FLOAT, size[0], Networks.LABELS)));
            assertThat(network.params().isNaN().any()).isFalse();
            INDArray map = network.feedForward(images, false).get("u-sum-relu-1");
            assertThat(map.shape()).containsExactly(size[0], size[1], size[2], 4);
        }
    }

    @Test
    void anImagePredictsTheSameAloneAndInABatch() {
        ComputationGraph network = Networks.build(DataType.FLOAT, type(16, 16), ImageSizesTest::uNet);
        INDArray images = images(3, 13, 11);
        INDArray together = network.outputSingle(images).dup();
        for (int i = 0; i < 3; i++) {
            INDArray alone = network.outputSingle(
                    images.get(NDArrayIndex.interval(i, i + 1)).dup());
            assertClose(alone, together.getRow(i, true), 1e-6);
        }
    }

    @Test
    void typesSayWhatArraysAre() throws Exception {
        for (int[] size : SIZES) {
            ComputationGraph network = Networks.build(DataType.FLOAT, type(size[1], size[2]), ImageSizesTest::uNet);
            var activations = network.feedForward(images(size[0], size[1], size[2]), false);
            network.getConfiguration()
                    .getLayerActivationTypes(type(size[1], size[2]))
                    .forEach((vertex, type) -> {
                        if (type instanceof InputTypeConvolutional image) {
                            assertThat(activations.get(vertex).shape())
                                    .as(vertex)
                                    .containsExactly(size[0], image.getHeight(), image.getWidth(), image.getChannels());
                        }
                    });
        }
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        refused(
                (net, x) -> net.convolution(x, Convolution.Options.of(1, 9).padding(0)),
                "test-convolution-1",
                "window");
        refused(
                (net, x) -> net.convolution(x, Convolution.Options.of(4, 3).groups(2)),
                "test-convolution-1",
                "2 groups do not divide 3 channels");
        refused((net, x) -> net.sumRelu(x, net.convolution(x, Convolution.Options.of(2, 1))), "equal shape", "");
        refused((net, x) -> net.gate(x, net.dense(net.globalMean(x), 2, Activation.RELU)), "a gate for images", "");
        assertThatThrownBy(() -> Convolution.Options.of(3, 3).groups(2)).hasMessageContaining("2 groups of 3 filters");
        assertThatThrownBy(() -> Convolution.Options.of(3, 3).padding(-1)).hasMessageContaining("negative");
        assertThatThrownBy(() -> Convolution.Options.of(3, 3).activation(Activation.SWISH))
                .hasMessageContaining("not SWISH");
        assertThatThrownBy(() -> ImagePooling.Options.max(2).padding(2)).hasMessageContaining("half the size");
        assertThatThrownBy(() -> BatchNorm.Options.of(0).momentum(2)).hasMessageContaining("momentum from 0 to 1");
    }

    @Test
    void imagesOfOnePixelAndBatchesOfOneAreTrainedOn() {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            ComputationGraph network = Networks.build(type, type(4, 4), (net, x) -> {
                ImageNetwork images = new ImageNetwork(net, "test");
                String y = images.pool(x, ImagePooling.Options.max(2).ceil(true));
                return images.globalMax(images.concat(y, images.channelMeanMax(y)));
            });
            for (int size = 1; size < 4; size++) {
                INDArray images = images(1, size, size).castTo(type);
                network.fit(new DataSet(images, Nd4j.ones(type, 1, Networks.LABELS)));
                assertThat(network.params().isNaN().any()).isFalse();
            }
        }
    }

    private static void refused(
            java.util.function.BiFunction<ImageNetwork, String, String> blocks, String... messages) {
        assertThatThrownBy(() -> Networks.build(DataType.FLOAT, type(6, 6), (net, x) -> {
                            ImageNetwork images = new ImageNetwork(net, "test");
                            return images.globalMean(blocks.apply(images, x));
                        })
                        .outputSingle(images(1, 6, 6)))
                .hasMessageContainingAll(messages);
    }

    private static String uNet(Network network, String input) {
        ImageNetwork net = new ImageNetwork(network, "u");
        BatchNorm.Options norm = BatchNorm.Options.of(Activation.RELU);
        String first = net.batchNorm(net.convolution(input, Convolution.Options.of(4, 3)), norm);
        String second = net.batchNorm(
                net.convolution(first, Convolution.Options.of(4, 7).stride(2).padding(3)), norm);
        String third = net.pool(second, ImagePooling.Options.max(3).stride(2).padding(1));
        String up = net.concatSkip(net.upsample(third, 2, Interpolation.NEAREST), second);
        String smooth = net.convolution(up, Convolution.Options.of(4, 3).biased());
        String last = net.upsampleTo(smooth, first, Interpolation.BILINEAR);
        return net.globalMean(net.sumRelu(last, first));
    }

    private static InputType type(int height, int width) {
        return InputType.convolutional(height, width, 3, CNN2DFormat.NHWC);
    }

    private static INDArray images(int batch, int height, int width) {
        double[] values =
                new Random(8).doubles((long) batch * height * width * 3, -1, 1).toArray();
        return Nd4j.createFromArray(values).castTo(DataType.FLOAT).reshape(batch, height, width, 3);
    }
}
