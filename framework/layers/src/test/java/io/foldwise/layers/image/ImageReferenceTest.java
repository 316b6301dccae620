package io.foldwise.layers.image;

import static io.foldwise.layers.LayerAssert.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.layers.Batch;
import io.foldwise.layers.LayerAssert;
import io.foldwise.layers.Networks;
import io.foldwise.layers.Networks.Blocks;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Ours beside Deeplearning4j's own layers, with equal weights: equal predictions, gradients and steps of training. */
final class ImageReferenceTest {

    /** More than a kernel works on at a time. */
    private static final int BATCH = 19;

    private static final int HEIGHT = 6;
    private static final int WIDTH = 5;
    private static final int CHANNELS = 2;
    private static final int FILTERS = 4;
    private static final String[] LAYERS = {"first-1", "second-1"};
    private static final double TOLERANCE = 2e-5;

    /** Theirs with channels first: with channels last it gives something else (in 1.0.0-M2.1). */
    @Test
    void convolutionsAreThoseOfDeeplearning4j() {
        for (int[] kernel : new int[][] {{3, 3, 1}, {1, 5, 1}, {7, 1, 1}, {1, 1, 1}, {1, 1, 2}, {3, 3, 2}}) {
            ComputationGraph ours = network(
                    CNN2DFormat.NHWC,
                    (net, x) -> net.add("second", convolution(kernel), net.add("first", convolution(kernel), x)));
            ComputationGraph theirs = network(
                    CNN2DFormat.NCHW,
                    (net, x) -> net.add("second", theirs(kernel), net.add("first", theirs(kernel), x)));
            for (String layer : LAYERS) {
                theirs.getParam(layer + "_W").assign(theirWeights(ours.getParam(layer + "_weights")));
            }
            int size = kernel[2] == 1 ? 1 : 4;
            INDArray output = ours.getParam("output_W").dup('c');
            INDArray byElement = output.reshape('c', ceil(HEIGHT, size), ceil(WIDTH, size), FILTERS, Networks.LABELS);
            theirs.getParam("output_W")
                    .assign(byElement.permute(2, 0, 1, 3).dup('c').reshape('c', output.shape()));
            Batch images = images();
            Batch channelsFirst = new Batch(
                    images.tokens().permute(0, 3, 1, 2).dup('c'), Optional.empty(), images.labels(), images.lengths());
            assertClose(images.predict(ours), channelsFirst.predict(theirs), TOLERANCE);
            images.gradient(ours);
            channelsFirst.gradient(theirs);
            for (String layer : LAYERS) {
                assertClose(
                        theirWeights(ours.gradient().getGradientFor(layer + "_weights")),
                        theirs.gradient().getGradientFor(layer + "_W"),
                        TOLERANCE);
            }
        }
    }

    private static int ceil(int size, int divisor) {
        return (size + divisor - 1) / divisor;
    }

    @Test
    void batchNormIsThatOfDeeplearning4jWithLeakyRelu() {
        ComputationGraph ours = network(
                CNN2DFormat.NHWC,
                (net, x) -> net.add(
                        "norm",
                        new BatchNorm(BatchNorm.Options.of(0.3).unbiased(false)),
                        net.add("first", convolution(3, 3, 1), x)));
        ComputationGraph theirs = network(CNN2DFormat.NHWC, (net, x) -> {
            String y = net.add("norm", theirNorm(), net.add("first", convolution(3, 3, 1), x));
            return net.add("leak", new ActivationLayer(new ActivationLReLU(0.3)), y);
        });
        copy(ours, "first-1_weights", theirs, "first-1_weights");
        copy(ours, "output_W", theirs, "output_W");
        Batch batch = images();
        for (int i = 0; i < 5; i++) {
            ours.fit(batch.dataSet());
            theirs.fit(batch.dataSet());
        }
        assertParametersAgree(ours, theirs);
        assertClose(batch.predict(ours), batch.predict(theirs), TOLERANCE);
    }

    @Test
    void mishIsThatOfDeeplearning4j() {
        ComputationGraph ours = network(
                CNN2DFormat.NHWC, (net, x) -> net.add("mish", new Mish(), net.add("first", convolution(3, 3, 1), x)));
        ComputationGraph theirs = network(
                CNN2DFormat.NHWC,
                (net, x) -> net.add(
                        "mish", new ActivationLayer(Activation.MISH), net.add("first", convolution(3, 3, 1), x)));
        LayerAssert.assertNetworksAgree(
                ours, theirs, Map.of("first-1_weights", "first-1_weights"), images(), TOLERANCE);
    }

    private static void assertParametersAgree(ComputationGraph ours, ComputationGraph theirs) {
        String[][] names = {
            {"first-1_weights", "first-1_weights"},
            {"norm-1_gain", "norm-1_gamma"},
            {"norm-1_shift", "norm-1_beta"},
            {"norm-1_mean", "norm-1_mean"},
            {"norm-1_variance", "norm-1_var"}
        };
        for (String[] name : names) {
            INDArray own = ours.getParam(name[0]);
            assertClose(own, theirs.getParam(name[1]).reshape(own.shape()), TOLERANCE);
        }
        assertThat(ours.getParam("norm-1_mean").amaxNumber().doubleValue()).isGreaterThan(0.01);
    }

    private static Convolution convolution(int... kernelAndStride) {
        return new Convolution(Convolution.Options.of(FILTERS, kernelAndStride[0], kernelAndStride[1])
                .stride(kernelAndStride[2])
                .same());
    }

    private static ConvolutionLayer theirs(int... kernelAndStride) {
        return new ConvolutionLayer.Builder(kernelAndStride[0], kernelAndStride[1])
                .stride(kernelAndStride[2], kernelAndStride[2])
                .nOut(FILTERS)
                .hasBias(false)
                .convolutionMode(ConvolutionMode.Same)
                .dataFormat(CNN2DFormat.NCHW)
                .activation(Activation.IDENTITY)
                .build();
    }

    private static BatchNormalization theirNorm() {
        return new BatchNormalization.Builder()
                .eps(1e-5)
                .decay(0.9)
                .useLogStd(false)
                .dataFormat(CNN2DFormat.NHWC)
                .build();
    }

    /** {@code [height, width, in, out]} as Deeplearning4j has them: {@code [out, in, height, width]}. */
    private static INDArray theirWeights(INDArray weights) {
        return weights.permute(3, 2, 0, 1).dup('c');
    }

    private static void copy(ComputationGraph from, String name, ComputationGraph to, String otherName) {
        to.getParam(otherName).assign(from.getParam(name));
    }

    private static ComputationGraph network(CNN2DFormat format, Blocks blocks) {
        return Networks.build(DataType.FLOAT, InputType.convolutional(HEIGHT, WIDTH, CHANNELS, format), blocks);
    }

    private static Batch images() {
        Random random = new Random(5);
        double[] values =
                random.doubles((long) BATCH * HEIGHT * WIDTH * CHANNELS, -1, 2).toArray();
        INDArray images = Nd4j.createFromArray(values).castTo(DataType.FLOAT).reshape(BATCH, HEIGHT, WIDTH, CHANNELS);
        float[][] labels = new float[BATCH][Networks.LABELS];
        for (float[] row : labels) {
            row[random.nextInt(Networks.LABELS)] = 1;
        }
        return new Batch(images, Optional.empty(), Nd4j.createFromArray(labels), new int[BATCH]);
    }
}
