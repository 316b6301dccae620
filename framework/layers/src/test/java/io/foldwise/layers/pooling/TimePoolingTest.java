package io.foldwise.layers.pooling;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.layers.Batch;
import io.foldwise.layers.LayerAssert;
import io.foldwise.layers.Networks;
import io.foldwise.layers.Networks.Blocks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

final class TimePoolingTest {

    private static final Blocks MAX = (net, tokens) -> net.maxOverTime(net.embedding(tokens, Networks.VOCABULARY, 5));
    private static final Blocks MEAN = (net, tokens) -> net.meanOverTime(net.embedding(tokens, Networks.VOCABULARY, 5));
    private static final Blocks LAST = (net, tokens) -> net.lastStep(net.embedding(tokens, Networks.VOCABULARY, 5));
    private static final Blocks ALL = (net, tokens) -> {
        String x = net.embedding(tokens, Networks.VOCABULARY, 5);
        return net.concat(net.maxOverTime(x), net.meanOverTime(x), net.lastStep(x));
    };

    @Test
    void gradientsAreExactWithAndWithoutMask() {
        for (Blocks blocks : List.of(MAX, MEAN, LAST)) {
            LayerAssert.assertGradientsAreExact(blocks, Batch.full(DataType.DOUBLE, 3, 4));
            LayerAssert.assertGradientsAreExact(blocks, Batch.padded(DataType.DOUBLE, 5, 5, 1, 3));
        }
    }

    @Test
    void gradientsPassFrozenLayers() {
        for (Blocks blocks : List.of(MAX, MEAN, LAST)) {
            LayerAssert.assertGradientsPassFrozen(blocks, Batch.padded(DataType.FLOAT, 7, 2, 7, 1, 0, 4));
        }
    }

    @Test
    void kernelsAgree() {
        for (Blocks blocks : List.of(MAX, MEAN, LAST)) {
            LayerAssert.assertKernelsAgree(blocks, Batch.full(DataType.FLOAT, 3, 7));
            LayerAssert.assertKernelsAgree(blocks, Batch.padded(DataType.FLOAT, 7, 2, 7, 1, 0, 4));
        }
    }

    @Test
    void paddingDoesNotMatter() {
        LayerAssert.assertPaddingDoesNotMatter(ALL, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9));
    }

    @Test
    void savesLoadsAndRepeats() {
        LayerAssert.assertSurvivesSaving(ALL, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9));
        LayerAssert.assertTrainingRepeats(ALL, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9));
    }

    @Test
    void twoReductionsAreTwoDifferentLayers() {
        assertThat(new TimePooling(TimePooling.Reduction.MAX))
                .isEqualTo(new TimePooling(TimePooling.Reduction.MAX))
                .isNotEqualTo(new TimePooling(TimePooling.Reduction.MEAN));
    }
}
