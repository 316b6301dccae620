package io.foldwise.layers.volume;

import static io.foldwise.layers.LayerAssert.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.layers.Network;
import io.foldwise.layers.Networks;
import io.foldwise.layers.Networks.Blocks;
import io.foldwise.layers.image.Activation;
import io.foldwise.layers.image.BatchNorm;
import io.foldwise.layers.kernel.KernelLayer;
import io.foldwise.layers.kernel.VolumeTypes;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Volumes of other sizes than those that a network was built for, and those that cannot be. */
final class VolumeSizesTest {

    private static final int[][] SIZES = {{1, 4, 4, 4}, {3, 8, 4, 6}, {2, 2, 2, 2}, {1, 10, 4, 12}};

    @Test
    void aNetworkTrainsAndPredictsOnAnySize() {
        ComputationGraph network = Networks.build(DataType.FLOAT, type(4, 4, 4), VolumeSizesTest::uNet);
        for (int[] size : SIZES) {
            INDArray volumes = volumes(size);
            network.fit(new DataSet(volumes, Nd4j.ones(DataType.FLOAT, size[0], Networks.LABELS)));
            assertThat(network.params().isNaN().any()).isFalse();
            INDArray map = network.feedForward(volumes, false).get("u-sum-relu-1");
            assertThat(map.shape()).containsExactly(size[0], size[1], size[2], size[3], 4);
        }
    }

    @Test
    void bothKindsOfKernelsTrainTheSame() {
        ComputationGraph fast = Networks.build(DataType.FLOAT, type(4, 4, 4), VolumeSizesTest::uNet);
        ComputationGraph portable = Networks.build(DataType.FLOAT, type(4, 4, 4), VolumeSizesTest::uNet);
        for (int[] size : SIZES) {
            DataSet batch = new DataSet(volumes(size), Nd4j.ones(DataType.FLOAT, size[0], Networks.LABELS));
            assertClose(gradient(fast, batch), Networks.portably(() -> gradient(portable, batch)), 1e-5);
        }
    }

    private static INDArray gradient(ComputationGraph network, DataSet batch) {
        network.setInputs(batch.getFeatures());
        network.setLabels(batch.getLabels());
        network.computeGradientAndScore();
        return network.gradient().gradient().dup();
    }

    @Test
    void aVolumePredictsTheSameAloneAndInABatch() {
        ComputationGraph network = Networks.build(DataType.FLOAT, type(4, 4, 4), VolumeSizesTest::uNet);
        INDArray volumes = volumes(3, 4, 8, 6);
        INDArray together = network.outputSingle(volumes).dup();
        for (int i = 0; i < 3; i++) {
            INDArray alone = network.outputSingle(
                    volumes.get(NDArrayIndex.interval(i, i + 1)).dup());
            assertClose(alone, together.getRow(i, true), 1e-6);
        }
    }

    @Test
    void nobodyComputesTheGradientOfTheData() {
        ComputationGraph network = Networks.build(DataType.FLOAT, type(4, 4, 4), VolumeSizesTest::uNet);
        for (String reader : List.of("u-convolution-1", "u-average-pool-1")) {
            KernelLayer layer = (KernelLayer) network.getLayer(reader).conf().getLayer();
            assertThat(layer.readsData()).as(reader).isTrue();
        }
    }

    @Test
    void aSavedNetworkIsTheSame() {
        ComputationGraph network = Networks.build(DataType.FLOAT, type(4, 4, 4), VolumeSizesTest::uNet);
        ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(
                network.getConfiguration().toJson());
        assertThat(read).isEqualTo(network.getConfiguration());
        ComputationGraph restored = new ComputationGraph(read);
        restored.init(network.params().dup(), false);
        INDArray volumes = volumes(2, 4, 8, 6);
        assertClose(restored.outputSingle(volumes), network.outputSingle(volumes), 0);
    }

    @Test
    void aBiasStartsWhereItIsTold() {
        ComputationGraph network = Networks.build(DataType.FLOAT, type(4, 4, 4), (net, x) -> {
            VolumeNetwork volumes = new VolumeNetwork(net, "test");
            VolumeConvolution.Options options = VolumeConvolution.Options.of(6, 1);
            return volumes.globalMean(volumes.convolution(x, options.biased(List.of(-4.0, 0.0, 1.0))));
        });
        assertThat(network.getParam("test-convolution-1_bias").toFloatVector()).containsExactly(-4, 0, 1, -4, 0, 1);
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        refused(
                (net, x) ->
                        net.convolution(x, VolumeConvolution.Options.of(1, 9).padding(0)),
                "test-convolution-1",
                "6 x 6 x 6",
                "window");
        refused(
                (net, x) ->
                        net.convolution(x, VolumeConvolution.Options.of(1, 3).first(4)),
                "test-convolution-1",
                "first 4 of 3 channels");
        refused((net, x) -> net.channelsFrom(x, 3), "test-channels-1", "nothing is left");
        refused(
                (net, x) -> net.concat(x, net.pool(x, VolumePooling.Options.max(2))),
                "equal depth, height and width",
                "[1, 3, 3, 3, 3]");
        assertThatThrownBy(() -> VolumeConvolution.Options.of(3, 3).activation(Activation.SWISH))
                .hasMessageContaining("not SWISH");
        assertThatThrownBy(() -> VolumePooling.Options.max(7)).hasMessageContaining("at most 6");
        assertThatThrownBy(() -> Networks.build(
                        DataType.FLOAT,
                        InputType.convolutional3D(Convolution3D.DataFormat.NCDHW, 4, 4, 4, 3),
                        VolumeSizesTest::uNet))
                .hasMessageContaining("needs volumes [batch, depth, height, width, channels]");
    }

    private static void refused(BiFunction<VolumeNetwork, String, String> blocks, String... messages) {
        Blocks refused = (net, x) -> {
            VolumeNetwork volumes = new VolumeNetwork(net, "test");
            return volumes.globalMean(blocks.apply(volumes, x));
        };
        assertThatThrownBy(() -> Networks.build(DataType.FLOAT, type(6, 6, 6), refused))
                .hasMessageContainingAll(messages);
    }

    private static String uNet(Network network, String input) {
        VolumeNetwork net = new VolumeNetwork(network, "u");
        BatchNorm.Options norm = BatchNorm.Options.of(Activation.RELU);
        String first = net.batchNorm(
                net.convolution(
                        input, VolumeConvolution.Options.of(4, 3).first(1).biased()),
                norm);
        String second = net.pool(first, VolumePooling.Options.max(2));
        String places = net.channelsFrom(net.pool(input, VolumePooling.Options.mean(2)), 1);
        String down = net.convolution(
                net.concat(second, places), VolumeConvolution.Options.of(8, 3).activation(Activation.RELU));
        String up = net.deconvolution(net.spatialDropout(down, 0.25), 4, 2);
        return net.globalMean(net.sumRelu(up, first));
    }

    private static InputType type(int depth, int height, int width) {
        return VolumeTypes.of(depth, height, width, 3);
    }

    private static INDArray volumes(int... sizes) {
        long length = 3L * sizes[0] * sizes[1] * sizes[2] * sizes[3];
        double[] values = new Random(8).doubles(length, -1, 1).toArray();
        return Nd4j.createFromArray(values).castTo(DataType.FLOAT).reshape(sizes[0], sizes[1], sizes[2], sizes[3], 3);
    }
}
