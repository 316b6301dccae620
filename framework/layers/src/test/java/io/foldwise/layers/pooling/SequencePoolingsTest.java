package io.foldwise.layers.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.layers.Batch;
import io.foldwise.layers.LayerAssert;
import io.foldwise.layers.Network;
import io.foldwise.layers.Networks;
import io.foldwise.layers.Networks.Blocks;
import io.foldwise.layers.embedding.Embedding;
import io.foldwise.layers.embedding.HashedNGrams;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What makes fewer steps of many: halving, attention in segments, attention with a hidden layer, attention of labels. */
final class SequencePoolingsTest {

    private static final int CHANNELS = 4;

    private static final Map<String, Blocks> BLOCKS = Map.of(
            "halving", (net, tokens) -> net.lastStep(net.halved(net.halved(embedded(net, tokens)))),
            "hidden", (net, tokens) -> net.attentionOverTime(embedded(net, tokens), 3),
            "segments", (net, tokens) -> net.lastStep(net.attentionOverSegments(embedded(net, tokens), 3, 2)),
            "labels", (net, tokens) -> net.labelAttentionOverTime(embedded(net, tokens), 3),
            "n-grams",
                    (net, tokens) -> net.meanOverTime(net.sum(
                            embedded(net, tokens), net.nGramEmbedding(tokens, 2, Embedding.Options.of(20, CHANNELS)))));

    private static String embedded(Network net, String tokens) {
        return net.embedding(tokens, Networks.VOCABULARY, CHANNELS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"halving", "hidden", "segments", "labels", "n-grams"})
    void keepsTheContractOfLayers(String name) {
        Blocks blocks = BLOCKS.get(name);
        LayerAssert.assertGradientsAreExact(blocks, Batch.full(DataType.DOUBLE, 2, 5));
        LayerAssert.assertGradientsAreExact(blocks, Batch.padded(DataType.DOUBLE, 6, 2, 1, 5));
        LayerAssert.assertGradientsPassFrozen(blocks, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 0, 9, 7));
        LayerAssert.assertKernelsAgree(blocks, Batch.full(DataType.FLOAT, 3, 7));
        LayerAssert.assertKernelsAgree(blocks, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 0, 9, 8));
        LayerAssert.assertPaddingDoesNotMatter(blocks, Batch.padded(DataType.FLOAT, 12, 2, 7, 1, 12, 11));
        LayerAssert.assertSurvivesSaving(blocks, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9));
        LayerAssert.assertTrainingRepeats(blocks, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9));
    }

    @Test
    void halvingTakesTheLargestOfThreeRealSteps() {
        ComputationGraph network = Networks.onTokens(
                DataType.FLOAT, (net, tokens) -> net.lastStep(net.halved(net.embedding(tokens, 9, 1))));
        INDArray table = network.getParam("embedding-1_table");
        table.assign(Nd4j.createFromArray(new float[][] {{0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}}));
        INDArray tokens = Nd4j.createFromArray(new float[][] {{1, 5, 2, 8, 0}, {4, 3, 2, 8, 8}, {7, 8, 8, 8, 8}});
        INDArray mask = Nd4j.createFromArray(new float[][] {{1, 1, 1, 1, 1}, {1, 1, 1, 0, 0}, {1, 0, 0, 0, 0}});
        network.setLayerMaskArrays(new INDArray[] {mask}, null);
        INDArray halves = network.feedForward(tokens, false).get("halving-1");
        assertThat(halves.shape()).containsExactly(3, 3, 1);
        assertThat(halves.reshape(3, 3).toFloatMatrix()).isDeepEqualTo(new float[][] {{5, 8, 0}, {4, 2, 0}, {7, 0, 0}});
    }

    @Test
    void attentionIsThatOfItsFormula() {
        ComputationGraph network = Networks.onTokens(DataType.FLOAT, BLOCKS.get("hidden"));
        INDArray table = network.getParam("embedding-1_table");
        double[] scores = new double[2];
        int[] tokens = {2, 7};
        for (int step = 0; step < 2; step++) {
            for (int unit = 0; unit < 3; unit++) {
                double key = network.getParam("pooling-attention-1_bias").getDouble(unit);
                for (int channel = 0; channel < CHANNELS; channel++) {
                    key += table.getDouble(tokens[step], channel)
                            * network.getParam("pooling-attention-1_weights").getDouble(channel, unit);
                }
                scores[step] += Math.tanh(key)
                        * network.getParam("pooling-attention-1_query").getDouble(unit);
            }
        }
        double first = 1 / (1 + Math.exp(scores[1] - scores[0]));
        assertWeighted(network, "pooling-attention-1", first);
    }

    @Test
    void attentionOfLabelsIsThatOfItsFormula() {
        ComputationGraph network = Networks.onTokens(DataType.FLOAT, BLOCKS.get("labels"));
        INDArray scores = network.getParam("embedding-1_table")
                .mmul(network.getParam("pooling-labels-1_labels").transpose())
                .max(1);
        double first = 1 / (1 + Math.exp(scores.getDouble(7) - scores.getDouble(2)));
        assertWeighted(network, "pooling-labels-1", first);
    }

    /** Tokens 2 and 7, averaged with a weight and what is left of it. */
    private static void assertWeighted(ComputationGraph network, String vertex, double first) {
        INDArray table = network.getParam("embedding-1_table");
        INDArray actual = network.feedForward(Nd4j.createFromArray(new float[][] {{2, 7}}), false)
                .get(vertex);
        for (int channel = 0; channel < CHANNELS; channel++) {
            double expected = first * table.getDouble(2, channel) + (1 - first) * table.getDouble(7, channel);
            assertThat(actual.getDouble(0, channel)).isCloseTo(expected, within(1e-5));
        }
    }

    @Test
    void equalRunsShareABucketAndBeginningsAreTold() {
        ComputationGraph network = Networks.onTokens(DataType.FLOAT, BLOCKS.get("n-grams"));
        float[] buckets = network.feedForward(Nd4j.createFromArray(new float[][] {{3, 4, 3, 4, 3}}), false)
                .get("hashed-2-grams-1")
                .toFloatVector();
        assertThat(buckets[1]).isEqualTo(buckets[3]).isNotEqualTo(buckets[2]);
        assertThat(buckets[2]).isEqualTo(buckets[4]).isNotEqualTo(buckets[0]);
    }

    @Test
    void refusesSizesOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HiddenAttentionPooling(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new SegmentAttention(2, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LabelAttentionPooling(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new HashedNGrams(2, 0));
    }
}
