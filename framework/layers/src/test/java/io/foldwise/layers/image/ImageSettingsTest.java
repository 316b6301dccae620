package io.foldwise.layers.image;

import static io.foldwise.layers.LayerAssert.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.layers.Network;
import io.foldwise.layers.Networks;
import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** How weights start, what a frozen normalization keeps, and how older models read. */
final class ImageSettingsTest {

    private static final InputType IMAGES = InputType.convolutional(6, 6, 16, CNN2DFormat.NHWC);

    @Test
    void weightsStartAsSaid() {
        Convolution.Options options = Convolution.Options.of(64, 3).groups(2);
        double fanIn = 9 * 16 / 2.0;
        double fanOut = 9 * 64;
        assertThat(deviation(options.start(Convolution.Start.HE_FAN_IN)))
                .isCloseTo(Math.sqrt(2 / fanIn), within(0.03 * Math.sqrt(2 / fanIn)));
        assertThat(deviation(options.start(Convolution.Start.HE_FAN_OUT)))
                .isCloseTo(Math.sqrt(2 / fanOut), within(0.03 * Math.sqrt(2 / fanOut)));
        assertThat(deviation(options.start(Convolution.Start.NETWORK))).isEqualTo(deviation(options.biased()));
    }

    private static double deviation(Convolution.Options options) {
        ComputationGraph network = Networks.build(DataType.FLOAT, IMAGES, (net, x) -> {
            ImageNetwork images = new ImageNetwork(net, "test");
            return images.globalMean(images.convolution(x, options));
        });
        return network.getParam("test-convolution-1_weights").stdNumber().doubleValue();
    }

    @Test
    void nothingMovesInAFrozenNormalizationAndGradientsPassIt() {
        ComputationGraph network = network(true);
        INDArray norm = network.getLayer("test-batch-norm-1").params().dup();
        INDArray weights = network.getParam("test-convolution-1_weights").dup();
        fit(network);
        assertSameBits(network.getLayer("test-batch-norm-1").params(), norm);
        assertThat(network.getParam("test-convolution-1_weights")).isNotEqualTo(weights);
        ComputationGraph moving = network(false);
        fit(moving);
        for (String name : new String[] {"gain", "shift", "mean", "variance"}) {
            assertThat(moving.getParam("test-batch-norm-1_" + name))
                    .as(name)
                    .isNotEqualTo(network.getParam("test-batch-norm-1_" + name));
        }
    }

    @Test
    void aFrozenNormalizationTrainsAsItPredicts() {
        ComputationGraph network = network(true);
        network.getParam("test-batch-norm-1_mean").assign(0.3);
        network.getParam("test-batch-norm-1_variance").assign(2.5);
        INDArray trained = network.feedForward(images(), true).get("test-batch-norm-1");
        INDArray predicted = network.feedForward(images(), false).get("test-batch-norm-1");
        assertSameBits(trained, predicted);
    }

    private static void fit(ComputationGraph network) {
        for (int i = 0; i < 3; i++) {
            network.fit(new DataSet(images(), Nd4j.ones(DataType.FLOAT, 3, Networks.LABELS)));
        }
    }

    /** With penalties and clipping, none of which a frozen layer may feel. */
    private static ComputationGraph network(boolean frozen) {
        var graph = new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Sgd(0.5))
                .l2(0.1)
                .l2Bias(0.1)
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(0.01)
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(IMAGES);
        ImageNetwork net = new ImageNetwork(new Network(graph), "test");
        String x = net.convolution("input", Convolution.Options.of(4, 3));
        x = net.batchNorm(
                x,
                BatchNorm.Options.of(io.foldwise.layers.image.Activation.RELU).frozen(frozen));
        OutputLayer output = new OutputLayer.Builder(LossFunction.XENT)
                .nOut(Networks.LABELS)
                .activation(Activation.SIGMOID)
                .build();
        graph.addLayer("output", output, net.globalMean(x)).setOutputs("output");
        ComputationGraph network = new ComputationGraph(graph.build());
        network.init();
        return network;
    }

    @Test
    void settingsThatOlderModelsDoNotNameAreTheOnesOfThen() {
        ComputationGraphConfiguration configuration = Networks.build(DataType.FLOAT, IMAGES, (net, x) -> {
                    ImageNetwork images = new ImageNetwork(net, "test");
                    return images.globalMean(images.convBn(x, 4, 3, 3, 2));
                })
                .getConfiguration();
        String json = configuration.toJson();
        String older = json.replaceAll(
                "\"(dilation|groups|paddingHeight|paddingWidth|bias|activation|start|momentum|unbiased|frozen)\""
                        + " : [^,\\n]*,?|\"epsilon\" : 1.0E-5,?",
                "");
        assertThat(older).doesNotContain("dilation", "momentum").contains("kernelHeight", "slope");
        older = older.replaceAll(",(\\s*})", "$1");
        ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(older);
        for (String vertex : new String[] {"test-convolution-1", "test-batch-norm-1"}) {
            assertThat(layer(read, vertex)).isEqualTo(layer(configuration, vertex));
        }
    }

    private static io.foldwise.layers.kernel.KernelLayer layer(
            ComputationGraphConfiguration configuration, String vertex) {
        Layer layer = ((LayerVertex) configuration.getVertices().get(vertex))
                .getLayerConf()
                .getLayer();
        return (io.foldwise.layers.kernel.KernelLayer) layer;
    }

    private static INDArray images() {
        double[] values = new Random(8).doubles(3 * 6 * 6 * 16L, -1, 2).toArray();
        return Nd4j.createFromArray(values).castTo(DataType.FLOAT).reshape(3, 6, 6, 16);
    }
}
