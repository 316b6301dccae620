package io.foldwise.layers.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.layers.Batch;
import io.foldwise.layers.LayerAssert;
import io.foldwise.layers.Network;
import io.foldwise.layers.Networks;
import io.foldwise.layers.Networks.Blocks;
import io.foldwise.layers.picture.CaResNet.Settings;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

final class CaResNetTest {

    private static final Settings TINY = new Settings(4, 6, 1, 2, 3, 0.5, 4, 1, 0.5);
    private static final Blocks BLOCKS =
            (net, tokens) -> new CaResNet(TINY).features(net, net.embedding(tokens, Networks.VOCABULARY, TINY.width()));

    /**
     * The published network has 4,620,275 parameters. Ours has 32 fewer: theirs builds a batch normalization of the squeezed
     * channels for every coordinate attention (8, 4, 4, 16) and never uses it. Running averages are not counted.
     */
    @Test
    void fullSizeHasThePublishedNumberOfParameters() {
        assertWeights(
                Settings.FULL,
                Map.of(
                        "embedding", 109_952L,
                        "transformer", 594_816L,
                        "skip", 384L,
                        "branch1", 773_320L - 8,
                        "branch2", 5_764L - 4,
                        "branch3", 13_188L - 4,
                        "trunk", 3_087_888L - 16,
                        "result", 130L,
                        "output", 34_833L),
                4_620_275 - 32);
    }

    /** Those of the network in bench/pytorch/models.py, counted there. */
    @Test
    void smallSizeHasTheParametersOfItsPyTorchTwin() {
        assertWeights(
                Settings.SMALL,
                Map.of(
                        "embedding", 54_976L,
                        "transformer", 33_472L,
                        "skip", 48L,
                        "branch1", 11_720L,
                        "branch2", 272L,
                        "branch3", 304L,
                        "trunk", 46_176L,
                        "result", 18L,
                        "output", 17_425L),
                164_411);
    }

    private static void assertWeights(Settings settings, Map<String, Long> parts, long total) {
        int vocabulary = 859;
        int labels = 17;
        ComputationGraph network = network(settings, vocabulary, labels);
        parts.forEach(
                (part, count) -> assertThat(weights(network, part)).as(part).isEqualTo(count));
        assertThat(weights(network, "")).isEqualTo(total);
    }

    private static ComputationGraph network(Settings settings, int vocabulary, int labels) {
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .seed(7)
                .graphBuilder()
                .addInputs("tokens")
                .setInputTypes(Network.tokens());
        Network net = new Network(graph);
        String vector = new CaResNet(settings).features(net, net.embedding("tokens", vocabulary, settings.width()));
        OutputLayer output = new OutputLayer.Builder(LossFunction.XENT)
                .nOut(labels)
                .activation(Activation.SIGMOID)
                .build();
        ComputationGraph network = new ComputationGraph(
                graph.addLayer("output", output, vector).setOutputs("output").build());
        network.init();
        return network;
    }

    private static long weights(ComputationGraph network, String part) {
        return network.paramTable().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(part))
                .filter(entry -> !entry.getKey().endsWith("_mean"))
                .filter(entry -> !entry.getKey().endsWith("_variance"))
                .mapToLong(entry -> entry.getValue().length())
                .sum();
    }

    @Test
    void gradientsAreExactThroughAllOfIt() {
        PictureAssert.assertGradientsAreExact(BLOCKS, Batch.padded(DataType.DOUBLE, 5, 3, 1, 5));
    }

    @Test
    void predictionsDependOnNothingElseInTheBatch() {
        LayerAssert.assertPaddingDoesNotMatter(BLOCKS, Batch.padded(DataType.FLOAT, 5, 3, 1, 5, 4));
    }

    @Test
    void savesLoadsAndRepeats() {
        LayerAssert.assertSurvivesSaving(BLOCKS, Batch.padded(DataType.FLOAT, 5, 3, 1, 5, 4));
        LayerAssert.assertTrainingRepeats(BLOCKS, Batch.padded(DataType.FLOAT, 5, 3, 1, 5, 4));
    }

    @Test
    void learnsWhatItIsShown() {
        Settings settings = new Settings(4, 6, 1, 2, 3, 0, 4, 1, 0);
        ComputationGraph network = Networks.onTokens(
                DataType.FLOAT,
                (net, tokens) -> new CaResNet(settings)
                        .features(net, net.embedding(tokens, Networks.VOCABULARY, settings.width())));
        Batch batch = Batch.padded(DataType.FLOAT, 5, 3, 1, 5, 4);
        double before = network.score(batch.dataSet(), true);
        for (int i = 0; i < 30; i++) {
            network.fit(batch.dataSet());
        }
        assertThat(network.score(batch.dataSet(), true)).isLessThan(0.5 * before);
    }

    @Test
    void refusesSizesThatCannotBeDivided() {
        assertThatThrownBy(() -> new Settings(63, 128, 3, 8, 512, 0.5, 64, 2, 0.5))
                .hasMessageContaining("must be even, not 63 and 128");
        assertThatThrownBy(() -> new Settings(64, 128, 3, 8, 512, 0.5, 30, 2, 0.5))
                .hasMessageContaining("divisible by 4, which 30 is not");
    }
}
