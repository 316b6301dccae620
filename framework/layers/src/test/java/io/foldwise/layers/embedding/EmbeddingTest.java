package io.foldwise.layers.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.layers.Batch;
import io.foldwise.layers.LayerAssert;
import io.foldwise.layers.Networks;
import io.foldwise.layers.Networks.Blocks;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

final class EmbeddingTest {

    private static final Blocks BLOCKS =
            (net, tokens) -> net.meanOverTime(net.embedding(tokens, Networks.VOCABULARY, 5));

    private static final Blocks WITH_WORD_DROPOUT = (net, tokens) -> net.meanOverTime(
            net.embedding(tokens, Embedding.Options.of(Networks.VOCABULARY, 5).withWordDropout(0.3)));

    @Test
    void wordDropoutHidesAllOccurrencesOfAWord() {
        ComputationGraph network = Networks.onTokens(DataType.FLOAT, WITH_WORD_DROPOUT);
        INDArray table = network.getParam("embedding-1_" + Embedding.TABLE);
        INDArray everyWordTwice =
                Nd4j.createFromArray(new float[][] {{0, 1, 2, 3, 4, 5, 6, 7, 8}, {0, 1, 2, 3, 4, 5, 6, 7, 8}});
        int hidden = 0;
        for (int iteration = 0; iteration < 20; iteration++) {
            INDArray vectors = network.feedForward(everyWordTwice, true).get("embedding-1");
            for (int word = 0; word < Networks.VOCABULARY; word++) {
                INDArray once = vectors.get(NDArrayIndex.point(0), NDArrayIndex.point(word), NDArrayIndex.all());
                INDArray again = vectors.get(NDArrayIndex.point(1), NDArrayIndex.point(word), NDArrayIndex.all());
                LayerAssert.assertSameBits(again, once);
                if (once.amaxNumber().floatValue() == 0) {
                    hidden++;
                } else {
                    LayerAssert.assertClose(once, table.getRow(word).div(0.7), 1e-6);
                }
            }
        }
        assertThat(hidden).isBetween(180 * 2 / 10, 180 * 4 / 10);
    }

    @Test
    void startsFromANormalDistribution() {
        Embedding.Options options = Embedding.Options.of(Networks.VOCABULARY, 1000);
        assertStart(options, 1);
        assertStart(options.withStd(0.1), 0.1);
    }

    private static void assertStart(Embedding.Options options, double std) {
        Blocks wide = (net, tokens) -> net.meanOverTime(net.embedding(tokens, options));
        INDArray table = Networks.onTokens(DataType.FLOAT, wide).getParam("embedding-1_" + Embedding.TABLE);
        assertThat(table.meanNumber().doubleValue()).isCloseTo(0, within(std / 20));
        assertThat(table.stdNumber().doubleValue()).isCloseTo(std, within(std / 20));
    }

    @Test
    void looksRowsOfTheTableUp() {
        ComputationGraph network = Networks.onTokens(DataType.FLOAT, BLOCKS);
        INDArray table = network.getLayer("embedding-1").getParam(Embedding.TABLE);
        INDArray vectors = network.feedForward(Nd4j.createFromArray(new float[][] {{4, 8}, {0, 4}}), false)
                .get("embedding-1");
        assertThat(vectors.shape()).containsExactly(2, 2, 5);
        assertThat(vectors.get(NDArrayIndex.point(0), NDArrayIndex.point(1), NDArrayIndex.all()))
                .isEqualTo(table.getRow(8));
        assertThat(vectors.get(NDArrayIndex.point(1), NDArrayIndex.point(1), NDArrayIndex.all()))
                .isEqualTo(table.getRow(4));
    }

    @Test
    void agreesWithTheEmbeddingOfDeeplearning4j() {
        Batch batch = Batch.full(DataType.FLOAT, 4, 6);
        ComputationGraph ours = Networks.onTokens(DataType.FLOAT, BLOCKS);
        ComputationGraph theirs =
                Networks.build(DataType.FLOAT, InputType.recurrent(Networks.VOCABULARY, 6), (net, tokens) -> {
                    EmbeddingSequenceLayer layer = new EmbeddingSequenceLayer.Builder()
                            .nIn(Networks.VOCABULARY)
                            .nOut(5)
                            .inputLength(6)
                            .outputDataFormat(RNNFormat.NWC)
                            .build();
                    return net.meanOverTime(net.add("embedding", layer, tokens));
                });
        LayerAssert.assertNetworksAgree(ours, theirs, Map.of("embedding-1_table", "embedding-1_W"), batch, 1e-6);
    }

    @Test
    void gradientsAreExactWithAndWithoutMask() {
        LayerAssert.assertGradientsAreExact(BLOCKS, Batch.full(DataType.DOUBLE, 3, 4));
        LayerAssert.assertGradientsAreExact(BLOCKS, Batch.padded(DataType.DOUBLE, 5, 5, 1, 3));
        LayerAssert.assertGradientsAreExact(WITH_WORD_DROPOUT, Batch.padded(DataType.DOUBLE, 5, 5, 1, 3));
    }

    @Test
    void kernelsAgree() {
        LayerAssert.assertKernelsAgree(BLOCKS, Batch.full(DataType.FLOAT, 3, 7));
        LayerAssert.assertKernelsAgree(BLOCKS, Batch.padded(DataType.FLOAT, 7, 2, 7, 0, 4));
        LayerAssert.assertKernelsAgree(WITH_WORD_DROPOUT, Batch.padded(DataType.FLOAT, 7, 2, 7, 0, 4));
    }

    @Test
    void tokensBehindTheEndGetNoGradient() {
        Batch batch = Batch.padded(DataType.FLOAT, 6, 1, 1);
        batch.tokens().assign(3);
        batch.tokens().putScalar(0, 0, 5).putScalar(1, 0, 6);
        ComputationGraph network = Networks.onTokens(DataType.FLOAT, BLOCKS);
        batch.gradient(network);
        INDArray gradient = network.gradient().getGradientFor("embedding-1_" + Embedding.TABLE);
        assertThat(gradient.getRow(3).amaxNumber().floatValue()).isZero();
        assertThat(gradient.getRow(5).amaxNumber().floatValue()).isPositive();
    }

    @Test
    void refusesWhatIsNoTokenButOnlyWhereItCounts() {
        ComputationGraph network = Networks.onTokens(DataType.FLOAT, BLOCKS);
        Batch behindTheEnd = Batch.padded(DataType.FLOAT, 3, 2, 1);
        behindTheEnd.tokens().putScalar(0, 2, -1);
        assertThat(behindTheEnd.predict(network).isNaN().any()).isFalse();
        for (double wrong : new double[] {-1, Networks.VOCABULARY, 1.5}) {
            Batch inside = Batch.padded(DataType.FLOAT, 3, 2, 1);
            inside.tokens().putScalar(0, 1, wrong);
            assertThatThrownBy(() -> inside.predict(network))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(
                            "token " + (float) wrong + " at sample 0, step 1 is not one of the ids 0 to 8");
        }
    }

    @Test
    void savesLoadsAndRepeats() {
        Batch batch = Batch.padded(DataType.FLOAT, 6, 2, 6, 1);
        for (Blocks blocks : List.of(BLOCKS, WITH_WORD_DROPOUT)) {
            LayerAssert.assertSurvivesSaving(blocks, batch);
            LayerAssert.assertTrainingRepeats(blocks, batch);
        }
    }
}
