package io.foldwise.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.foldwise.layers.Networks.Blocks;
import io.foldwise.layers.convolution.TextConvolution;
import io.foldwise.layers.convolution.TextConvolution.Padding;
import io.foldwise.layers.dense.Dense.Activation;
import io.foldwise.layers.image.ImageNetwork;
import io.foldwise.layers.image.ImagePooling;
import io.foldwise.layers.image.Interpolation;
import io.foldwise.layers.image.TransposedConvolution;
import io.foldwise.layers.volume.VolumeNetwork;
import io.foldwise.layers.volume.VolumePooling;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxGraph.Size;
import io.foldwise.onnx.OnnxNetwork;
import io.foldwise.onnx.OnnxUnsupportedException;
import io.foldwise.onnx.OnnxValue;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What layers write as ONNX computes in ONNX Runtime what they compute here; the contract tests compare whole models. */
final class OnnxTest {

    private static final double SAME = 1e-5;
    private static final int CHANNELS = 4;

    /** Blocks on tokens; the first sample has 7, the second one, the last none. */
    enum OnTokens {
        WINDOWS_INSIDE((net, x) -> net.textConvolution(x, new TextConvolution.Options(5, Padding.VALID, 1, 3, 4))),
        WINDOWS_AROUND((net, x) -> net.textConvolution(x, 5, 2, 3)),
        STEPS((net, x) -> net.meanOverTime(net.sequenceConvolution(x, 5, 4, Activation.TANH))),
        FORWARD((net, x) -> net.lastStep(net.lstm(x, 3))),
        BOTH_WAYS((net, x) -> net.meanOverTime(net.biLstm(x, 3))),
        GATED((net, x) -> net.labelAttentionOverTime(net.biGru(x, 3), 4)),
        QUERY((net, x) -> net.attentionOverTime(x)),
        SEGMENTS((net, x) -> net.maxOverTime(net.attentionOverSegments(x, 3, 3))),
        HALVES((net, x) -> net.meanOverTime(net.halved(net.layerNorm(x))));

        private final Blocks blocks;

        OnTokens(Blocks blocks) {
            this.blocks = blocks;
        }
    }

    @ParameterizedTest
    @EnumSource
    void sequences(OnTokens part) throws OrtException {
        ComputationGraph network = network(
                Network.tokens(),
                (net, tokens) -> part.blocks.apply(net, net.embedding(tokens, Networks.VOCABULARY, CHANNELS)));
        INDArray tokens = Nd4j.createFromArray(new float[][] {
            {1, 5, 2, 8, 3, 3, 7}, {4, 0, 0, 0, 0, 0, 0}, {6, 2, 1, 1, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0}
        });
        INDArray mask = Nd4j.createFromArray(new float[][] {
            {1, 1, 1, 1, 1, 1, 1}, {1, 0, 0, 0, 0, 0, 0}, {1, 1, 1, 1, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0}
        });
        assertSame(network, tokens, Optional.of(mask));
    }

    /** Blocks on images of 9 x 7 pixels. */
    enum OnImages {
        FRAMED_MEAN(
                (net, x) -> net.pool(x, ImagePooling.Options.mean(3).stride(2).padding(1))),
        UNFRAMED_MEAN((net, x) -> net.pool(
                x,
                ImagePooling.Options.mean(3)
                        .stride(2)
                        .padding(1)
                        .countFrame(false)
                        .ceil(true))),
        REACHING_MAXIMUM(
                (net, x) -> net.pool(x, ImagePooling.Options.max(2).stride(2).ceil(true))),
        OVERLAPPING((net, x) -> net.transposedConvolution(
                x, TransposedConvolution.Options.of(3, 2).kernel(3).padding(1).extra(1))),
        NEAREST((net, x) -> net.upsample(x, 3, Interpolation.NEAREST)),
        BILINEAR((net, x) -> net.upsampleTo(net.pool(x, ImagePooling.Options.max(3)), x, Interpolation.BILINEAR)),
        NEAREST_TO((net, x) -> net.upsampleTo(net.pool(x, ImagePooling.Options.max(3)), x, Interpolation.NEAREST)),
        TENSORFLOW((net, x) -> net.convBn(x, 3, 3, 4, 2)),
        MISH((net, x) -> net.mish(net.convBn(x, 3, 1, 3)));

        private final Images blocks;

        OnImages(Images blocks) {
            this.blocks = blocks;
        }
    }

    private interface Images {
        String on(ImageNetwork net, String x);
    }

    @ParameterizedTest
    @EnumSource
    void images(OnImages part) throws OrtException {
        ComputationGraph network = network(
                InputType.convolutional(9, 7, 2, CNN2DFormat.NHWC),
                (net, x) -> part.blocks.on(new ImageNetwork(net, "image"), x));
        assertSame(network, Nd4j.rand(3, 9, 7, 2), Optional.empty());
    }

    @Test
    void volumes() throws OrtException {
        ComputationGraph network =
                network(InputType.convolutional3D(Convolution3D.DataFormat.NDHWC, 6, 5, 7, 2), (net, x) -> {
                    VolumeNetwork volumes = new VolumeNetwork(net, "volume");
                    String mean = volumes.pool(
                            x, VolumePooling.Options.mean(3).stride(1).padding(1));
                    String most = volumes.pool(
                            x, VolumePooling.Options.max(3).stride(1).padding(1));
                    return volumes.deconvolution(volumes.channelsFrom(volumes.concat(mean, most), 1), 3, 2);
                });
        assertSame(network, Nd4j.rand(2, 6, 5, 7, 2), Optional.empty());
    }

    @Test
    void refusesWhatIsNotTheSame() {
        assertThatThrownBy(() -> written(network(
                        InputType.convolutional(9, 7, 2, CNN2DFormat.NHWC),
                        (net, x) -> new ImageNetwork(net, "image")
                                .pool(
                                        x,
                                        ImagePooling.Options.mean(3)
                                                .stride(2)
                                                .padding(1)
                                                .ceil(true)))))
                .isInstanceOf(OnnxUnsupportedException.class)
                .hasMessageContaining("'image-average-pool-1'");
        assertThatThrownBy(() -> written(network(
                        InputType.feedForward(3),
                        (net, x) -> net.add(
                                "dense",
                                new DenseLayer.Builder()
                                        .nOut(2)
                                        .hasLayerNorm(true)
                                        .build(),
                                x))))
                .isInstanceOf(OnnxUnsupportedException.class)
                .hasMessageContaining("DenseLayer has no equivalent");
    }

    private static ComputationGraph network(InputType input, Blocks blocks) {
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .seed(11)
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(input);
        String last = blocks.apply(new Network(graph), "input");
        ComputationGraph network = new ComputationGraph(
                graph.setOutputs(last).validateOutputLayerConfig(false).build());
        network.init();
        return network;
    }

    private static byte[] written(ComputationGraph network) {
        OnnxGraph graph = new OnnxGraph("tested");
        List<OnnxValue> outputs = OnnxNetwork.write(network, graph);
        List<Size> shape = IntStream.range(0, outputs.get(0).rank())
                .mapToObj(axis -> Size.any("axis-" + axis))
                .toList();
        graph.output("output", outputs.get(0), shape);
        return graph.model("Foldwise", Map.of());
    }

    private static void assertSame(ComputationGraph network, INDArray input, Optional<INDArray> mask)
            throws OrtException {
        INDArray expected = mask.map(given -> network.output(false, new INDArray[] {input}, new INDArray[] {given}))
                .orElseGet(() -> network.output(false, input))[0];
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensor> given = new HashMap<>();
        given.put("input", tensor(environment, input));
        if (mask.isPresent()) {
            given.put("mask", tensor(environment, mask.get()));
        }
        try (OrtSession session = environment.createSession(written(network), new OrtSession.SessionOptions());
                OrtSession.Result result = session.run(given)) {
            OnnxTensor output = (OnnxTensor) result.get(0);
            assertThat(output.getInfo().getShape()).isEqualTo(expected.shape());
            FloatBuffer values = output.getFloatBuffer();
            float[] actual = new float[values.remaining()];
            values.get(actual);
            assertThat(actual).containsExactly(expected.dup('c').data().asFloat(), within((float) SAME));
        } finally {
            given.values().forEach(OnnxTensor::close);
        }
    }

    private static OnnxTensor tensor(OrtEnvironment environment, INDArray array) throws OrtException {
        return OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(array.dup('c').data().asFloat()), array.shape());
    }
}
