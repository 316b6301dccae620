package io.foldwise.layers.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.layers.Batch;
import io.foldwise.layers.LayerAssert;
import io.foldwise.layers.Networks;
import io.foldwise.layers.Networks.Blocks;
import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Sums that are written over what they add to, where nobody looks at that again. */
final class SumTest {

    private static final int HEIGHT = 4;
    private static final int WIDTH = 6;
    private static final double TOLERANCE = 1e-4;

    /** Blocks of a residual network: nobody wants a normalization's result but the sum. */
    private static final Blocks RESIDUAL = (net, tokens) -> {
        ImageNetwork images = new ImageNetwork(net, "test");
        String x = image(images, net.embedding(tokens, Networks.VOCABULARY, WIDTH));
        for (int i = 0; i < 2; i++) {
            String y = images.convolution(x, Convolution.Options.of(3, 3));
            x = images.sumRelu(images.batchNorm(y, BatchNorm.Options.of(Activation.IDENTITY)), x);
        }
        return images.globalMean(x);
    };

    @Test
    void arePlacedOverWhatNobodyReadsAgain() {
        Map<String, Long> places = places(RESIDUAL);
        assertThat(places.get("test-sum-relu-1")).isEqualTo(places.get("test-batch-norm-1"));
        assertThat(places.get("test-sum-relu-2")).isEqualTo(places.get("test-batch-norm-2"));
        assertThat(places.get("test-sum-relu-2")).isNotEqualTo(places.get("test-sum-relu-1"));
    }

    @Test
    void haveAPlaceOfTheirOwnBehindALayerThatReadsItsResult() {
        Map<String, Long> places = places((net, tokens) -> {
            ImageNetwork images = new ImageNetwork(net, "test");
            String x = image(images, net.embedding(tokens, Networks.VOCABULARY, WIDTH));
            String y = images.convolution(x, Convolution.Options.of(3, 3).activation(Activation.RELU));
            return images.globalMean(images.sumRelu(y, x));
        });
        assertThat(places.get("test-sum-relu-1")).isNotEqualTo(places.get("test-convolution-2"));
    }

    @Test
    void haveAPlaceOfTheirOwnWhereAnotherVertexReadsTheFirst() {
        Map<String, Long> places = places((net, tokens) -> {
            ImageNetwork images = new ImageNetwork(net, "test");
            String x = image(images, net.embedding(tokens, Networks.VOCABULARY, WIDTH));
            String y = images.convolution(x, Convolution.Options.of(3, 3));
            return images.globalMean(images.concat(images.sumRelu(y, x), y));
        });
        assertThat(places.get("test-sum-relu-1")).isNotEqualTo(places.get("test-convolution-2"));
    }

    @Test
    void gradientsAreExact() {
        ImageAssert.assertGradientsAreExact(RESIDUAL, Batch.full(DataType.DOUBLE, 3, 4));
        LayerAssert.assertKernelsAgree(RESIDUAL, Batch.full(DataType.FLOAT, 3, 4), TOLERANCE);
        LayerAssert.assertGradientsPassFrozen(RESIDUAL, Batch.full(DataType.FLOAT, 3, 4), TOLERANCE);
        LayerAssert.assertTrainingRepeats(RESIDUAL, Batch.full(DataType.FLOAT, 3, 4));
    }

    private static String image(ImageNetwork images, String sequence) {
        return images.convolution(images.fromSequence(sequence, HEIGHT), Convolution.Options.of(3, 1));
    }

    /** Where what each vertex gives lies in training. */
    private static Map<String, Long> places(Blocks blocks) {
        ComputationGraph network = Networks.onTokens(DataType.FLOAT, blocks);
        Map<String, Long> places = new HashMap<>();
        network.setListeners(new BaseTrainingListener() {
            @Override
            public void onForwardPass(Model model, Map<String, INDArray> activations) {
                activations.forEach(
                        (vertex, array) -> places.put(vertex, array.data().address()));
            }
        });
        network.fit(Batch.full(DataType.FLOAT, 3, 4).dataSet());
        return places;
    }
}
