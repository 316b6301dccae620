package io.foldwise.layers.image;

import io.foldwise.layers.Batch;
import io.foldwise.layers.LayerAssert;
import io.foldwise.layers.Networks;
import io.foldwise.layers.Networks.Blocks;
import java.util.List;
import java.util.function.BiFunction;
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
    private static final List<Blocks> VARIANTS = List.of(CONVOLUTIONS, STRIDES, ATTENTION, RESIDUAL, ENCODER, POOLING);

    /** Batch normalization scales the small differences of these images up, and rounding with them. */
    private static final double TOLERANCE = 1e-4;

    @Test
    void gradientsAreExactWithAndWithoutMask() {
        for (Blocks blocks : VARIANTS) {
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
}
