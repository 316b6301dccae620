package io.foldwise.layers.image;

import io.foldwise.layers.Batch;
import io.foldwise.layers.LayerAssert;
import io.foldwise.layers.Networks;
import io.foldwise.layers.Networks.Blocks;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** What holds for every block; images are 4 high and 6 wide. */
final class ImageBlocksTest {

    private static final int HEIGHT = 4;
    private static final int WIDTH = 6;

    private static final Blocks CONVOLUTIONS = on(3, (net, x) -> {
        String wide = net.convBn(x, 2, 1, 3);
        String high = net.convBn(wide, 5, 3, 1);
        return net.convBn(net.convBn(high, 2, 3, 3), 3, 1, 1);
    });
    private static final Blocks STRIDES = (net, tokens) -> {
        ImageNetwork images = new ImageNetwork(net, "test");
        String x = images.fromSequence(net.embedding(tokens, Networks.VOCABULARY, WIDTH), HEIGHT);
        String y = images.convBn(images.convBn(x, 2, 1, 1, 2), 2, 3, 3, 2);
        return images.flatten(y, 1, 2, 2);
    };
    private static final Blocks ATTENTION =
            on(3, (net, x) -> net.coordinateAttention(net.mish(net.convBn(x, 3, 3, 3))));
    private static final Blocks RESIDUAL = on(4, (net, x) -> net.resBlocks(net.convBn(x, 4, 1, 1), 4, 2));
    private static final Blocks ENCODER = on(2, (net, x) -> net.convEncoder(net.convBn(x, 2, 1, 1), 2, 1));
    private static final Blocks POOLING = (net, tokens) -> {
        ImageNetwork images = new ImageNetwork(net, "test");
        String x = images.fromSequence(net.embedding(tokens, Networks.VOCABULARY, WIDTH), HEIGHT);
        String both = images.concat(images.convBn(x, 2, 1, 1), images.convBn(x, 1, 3, 1));
        return images.flatten(images.averagePool(both, 2), HEIGHT / 2, WIDTH / 2, 3);
    };
    private static final Blocks BOTTLENECK = pooled((net, x) -> {
        String inner = net.convolution(x, Convolution.Options.of(4, 1).start(Convolution.Start.HE_FAN_IN));
        inner = net.batchNorm(inner, BatchNorm.Options.of(Activation.RELU));
        inner = net.convolution(inner, Convolution.Options.of(4, 3).groups(2).start(Convolution.Start.HE_FAN_OUT));
        inner = net.batchNorm(inner, BatchNorm.Options.of(Activation.IDENTITY));
        String squeezed = net.dense(net.globalMean(inner), 2, Activation.RELU);
        String gated = net.gate(inner, net.dense(squeezed, 4, Activation.SIGMOID));
        return net.sumRelu(gated, net.convolution(x, Convolution.Options.of(4, 1)));
    });
    private static final Blocks U_NET = pooled((net, x) -> {
        String first = relu(net, x, Convolution.Options.of(4, 3));
        String second = relu(net, first, Convolution.Options.of(3, 3).stride(2));
        String third = relu(net, second, Convolution.Options.of(3, 3).stride(2));
        String up = net.concatSkip(net.upsample(third, 2, Interpolation.BILINEAR), second);
        String smooth = relu(net, up, Convolution.Options.of(2, 3));
        String last = net.transposedConvolution(smooth, TransposedConvolution.Options.of(2, 2));
        return net.convolution(net.concat(last, first), Convolution.Options.of(2, 1));
    });
    private static final Blocks GATES = pooled((net, x) -> {
        String y =
                net.activation(net.convolution(x, Convolution.Options.of(3, 3).biased()), Activation.SWISH);
        String logits = net.sum(net.dense(net.globalMean(y), 3, Activation.IDENTITY), net.globalMax(y));
        String channels = net.gate(y, net.activation(logits, Activation.SIGMOID));
        String map = net.convolution(net.channelMeanMax(channels), Convolution.Options.of(1, 7));
        String pixels = net.gate(y, net.activation(map, Activation.SIGMOID));
        return net.maximum(channels, pixels);
    });
    private static final Blocks PYRAMID = pooled((net, x) -> {
        String near = relu(net, x, Convolution.Options.of(2, 3).dilation(2));
        String far = relu(net, x, Convolution.Options.of(2, 3).dilation(4));
        String whole = relu(net, net.globalMeanImage(x), Convolution.Options.of(2, 1));
        String all = net.concat(near, far, net.upsampleTo(whole, x, Interpolation.BILINEAR));
        return net.spatialDropout(net.dropout(all, 0.3), 0.2);
    });
    private static final Blocks POOLS = pooled((net, x) -> {
        String y = net.convolution(x, Convolution.Options.of(2, 3));
        String max = net.pool(y, ImagePooling.Options.max(3).stride(2).padding(1));
        String mean = net.pool(y, ImagePooling.Options.mean(2).ceil(true));
        return net.upsample(net.sum(max, mean), 2, Interpolation.NEAREST);
    });
    private static final List<Blocks> OF_REPORTS =
            List.of(CONVOLUTIONS, STRIDES, ATTENTION, RESIDUAL, ENCODER, POOLING);
    private static final List<Blocks> OF_IMAGES = List.of(BOTTLENECK, U_NET, GATES, PYRAMID, POOLS);
    private static final List<Blocks> VARIANTS =
            Stream.of(OF_REPORTS, OF_IMAGES).flatMap(List::stream).toList();

    /** Batch normalization scales the small differences of these images up, and rounding with them. */
    private static final double TOLERANCE = 1e-4;

    @Test
    void gradientsAreExactWithAndWithoutMask() {
        for (Blocks blocks : OF_IMAGES) {
            ImageAssert.assertGradientsAreExact(blocks, Batch.full(DataType.DOUBLE, 3, 4));
        }
        for (Blocks blocks : OF_REPORTS) {
            ImageAssert.assertGradientsAreExact(blocks, Batch.full(DataType.DOUBLE, 3, 4));
            ImageAssert.assertGradientsAreExact(blocks, Batch.padded(DataType.DOUBLE, 5, 3, 1, 5));
        }
    }

    @Test
    void gradientsPassFrozenLayers() {
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertGradientsPassFrozen(blocks, Batch.padded(DataType.FLOAT, 5, 3, 1, 5, 0), TOLERANCE);
        }
    }

    @Test
    void kernelsAgree() {
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertKernelsAgree(blocks, Batch.padded(DataType.FLOAT, 5, 3, 1, 5, 0), TOLERANCE);
            LayerAssert.assertKernelsAgree(blocks, Batch.full(DataType.FLOAT, 3, 2), TOLERANCE);
        }
    }

    @Test
    void predictionsDependOnNothingElseInTheBatch() {
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertPaddingDoesNotMatter(blocks, Batch.padded(DataType.FLOAT, 5, 3, 1, 5, 4));
        }
    }

    @Test
    void savesLoadsAndRepeats() {
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertSurvivesSaving(blocks, Batch.padded(DataType.FLOAT, 5, 3, 1, 5, 4));
            LayerAssert.assertTrainingRepeats(blocks, Batch.padded(DataType.FLOAT, 5, 3, 1, 5, 4));
        }
    }

    /** Blocks that keep an image's height and width, between a sequence and a vector. */
    private static Blocks on(int channels, BiFunction<ImageNetwork, String, String> blocks) {
        return (net, tokens) -> {
            ImageNetwork images = new ImageNetwork(net, "test");
            String x = images.fromSequence(net.embedding(tokens, Networks.VOCABULARY, WIDTH), HEIGHT);
            return images.flatten(blocks.apply(images, x), HEIGHT, WIDTH, channels);
        };
    }

    private static Blocks pooled(BiFunction<ImageNetwork, String, String> blocks) {
        return (net, tokens) -> {
            ImageNetwork images = new ImageNetwork(net, "test");
            String x = images.fromSequence(net.embedding(tokens, Networks.VOCABULARY, WIDTH), HEIGHT);
            return images.globalMean(blocks.apply(images, x));
        };
    }

    private static String relu(ImageNetwork net, String x, Convolution.Options options) {
        return net.convolution(x, options.biased().activation(Activation.RELU));
    }
}
