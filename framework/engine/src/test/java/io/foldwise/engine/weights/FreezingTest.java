package io.foldwise.engine.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.engine.sample.CrossEntropy;
import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.model.NetworkModel;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

final class FreezingTest {

    private static final Dataset DATA = TinyVectors.vectors();
    private static final NetworkModel MODEL = FreezingTest::logits;
    private static final Set<String> LAYERS = Set.of("first", "norm", "second", "logits");

    private static String logits(GraphBuilder graph, String input) {
        graph.addLayer("first", dense(8, Activation.TANH), input)
                .addLayer("norm", new BatchNormalization(), "first")
                .addLayer("dropout", new DropoutLayer(0.5), "norm")
                .addLayer("second", dense(8, Activation.TANH), "dropout")
                .addLayer("logits", dense(DATA.task().width(), Activation.IDENTITY), "second");
        return "logits";
    }

    private static DenseLayer dense(int size, Activation activation) {
        return new DenseLayer.Builder().nOut(size).activation(activation).build();
    }

    @ParameterizedTest
    @CsvSource({
        "first,          first",
        "second,         second",
        "logits,         logits",
        "'first,norm',   'first,norm'",
        "f*,             first",
        "'f*,*o*',       'first,norm,second,logits'",
        "'second,f*',    'first,second'",
        "'*o*al,s*nd',   second",
    })
    void keepsEveryBitOfFrozenLayersAndTrainsTheOthers(String patterns, String frozen) {
        Set<String> expected = Set.of(frozen.split(","));
        ComputationGraph network = network(patterns.split(","));
        awkwardZeros(network);
        Map<String, int[]> before = bits(network);

        train(network, 5);

        Map<String, int[]> after = bits(network);
        Set<String> unmoved = new HashSet<>();
        for (String name : before.keySet()) {
            if (Arrays.equals(before.get(name), after.get(name))) {
                unmoved.add(name.substring(0, name.indexOf('/')));
            }
        }
        assertThat(unmoved).isEqualTo(expected);
    }

    /** A step that subtracts a zero of the wrong sign would turn a negative zero into a positive one. */
    private static void awkwardZeros(ComputationGraph network) {
        Parameters parameters = Parameters.of(network);
        for (String name : parameters.names()) {
            float[] values = parameters.values(name);
            values[0] = -0.0f;
            parameters.set(name, values);
        }
    }

    @Test
    void trainsWithoutFreezingWhatItWouldTrainAnyway() {
        ComputationGraph plain = network();
        train(plain, 5);

        assertThat(bits(plain)).hasSize(10);
        assertThat(plain.getLayers()).noneMatch(FrozenLayer.Runtime.class::isInstance);
    }

    @Test
    void computesFrozenLayersAsInPrediction() {
        NetworkModel model = (graph, input) -> {
            graph.addLayer("norm", new BatchNormalization(), input)
                    .addLayer("logits", dense(DATA.task().width(), Activation.IDENTITY), "norm");
            return "logits";
        };
        ComputationGraph network = network(model, "norm");
        INDArray input = DATA.features(rows()).values();

        assertThat(network.output(true, input)[0]).isEqualTo(network.output(false, input)[0]);
        assertThat(network(model).output(true, input)[0]).isNotEqualTo(network.output(true, input)[0]);
    }

    @Test
    void handsGradientsOnToTrainedLayersBefore() {
        ComputationGraph frozen = network("second", "logits");
        ComputationGraph plain = network();
        gradient(frozen);
        gradient(plain);

        assertThat(gradientOf(frozen, "first")).isEqualTo(gradientOf(plain, "first"));
        assertThat(gradientOf(frozen, "first").amaxNumber().doubleValue()).isPositive();
        assertThat(gradientOf(frozen, "second").amaxNumber().doubleValue()).isZero();
    }

    @Test
    void saysWhereDeeplearning4jHandsNoGradientOn() {
        assertThat(new Freezing(List.of("norm", "second")).barriers(network())).containsExactly("norm");
        assertThat(new Freezing(List.of("first", "norm")).barriers(network())).isEmpty();
    }

    @Test
    void endsGradientsWhereNothingTrainedComesBefore() {
        NetworkModel plain = (graph, input) -> {
            graph.addLayer("first", dense(8, Activation.TANH), input)
                    .addLayer("second", dense(DATA.task().width(), Activation.IDENTITY), "first");
            return "second";
        };
        Freezing freezing = new Freezing(List.of("first"));
        ComputationGraph ended = network(plain, "first");
        ComputationGraph complete = whole(freezing.applied(plain));
        train(ended, 3);
        train(complete, 3);

        assertThat(ended.params()).isEqualTo(complete.params());
        gradient(ended);
        gradient(complete);
        assertThat(passedOn(ended, "first").amaxNumber().doubleValue()).isZero();
        assertThat(passedOn(complete, "first").amaxNumber().doubleValue()).isPositive();
    }

    private static INDArray passedOn(ComputationGraph network, String layer) {
        FrozenLayer.Runtime frozen = (FrozenLayer.Runtime) network.getLayer(layer);
        LayerWorkspaceMgr anywhere = LayerWorkspaceMgr.noWorkspaces();
        frozen.setInput(
                Nd4j.rand(
                        DataType.FLOAT, 2, frozen.getUnderlying().getParam("W").size(0)),
                anywhere);
        frozen.activate(true, anywhere);
        return frozen.backpropGradient(Nd4j.ones(DataType.FLOAT, 2, 8), anywhere)
                .getSecond();
    }

    @Test
    void leavesInputDropoutOffWhileFrozenAndPutsItBack() {
        NetworkModel dropping = (graph, input) -> {
            graph.addLayer("first", dense(8, Activation.TANH), input)
                    .addLayer(
                            "second",
                            new DenseLayer.Builder().nOut(8).dropOut(0.5).build(),
                            "first")
                    .addLayer("logits", dense(DATA.task().width(), Activation.IDENTITY), "second");
            return "logits";
        };
        ComputationGraph network = network(dropping, "second");

        train(network, 3);

        assertThat(Start.finished(network).getConfiguration().toJson())
                .isEqualTo(network(dropping).getConfiguration().toJson())
                .contains("Dropout");
    }

    @Test
    void keepsNoStateOfTheOptimizerForFrozenLayers() {
        long all = stateSize(network());
        long some = stateSize(network("first"));

        assertThat(all - some).isEqualTo(2L * network().getLayer("first").numParams());
    }

    @Test
    void countsNoPenaltyForFrozenLayers() {
        ComputationGraph network = network("first", "norm", "second");
        double all = network().calcRegularizationScore(true);

        assertThat(network.calcRegularizationScore(true))
                .isPositive()
                .isLessThan(all)
                .isEqualTo(network.getLayer("logits").calcRegularizationScore(true));
    }

    @Test
    void thawsToTheSameNetwork() {
        ComputationGraph frozen = network("first", "norm");
        train(frozen, 2);

        ComputationGraph thawed = Start.finished(frozen);

        assertThat(thawed.getLayers()).noneMatch(FrozenLayer.Runtime.class::isInstance);
        assertThat(thawed.getConfiguration().toJson())
                .isEqualTo(network().getConfiguration().toJson());
        INDArray input = DATA.features(rows()).values();
        assertThat(thawed.output(false, input)[0]).isEqualTo(frozen.output(false, input)[0]);
    }

    @Test
    void knowsPatternsThatFreezeNothing() {
        ComputationGraph network = network();

        assertThat(new Freezing(List.of("first", "frist", "drop*", "*")).idle(network))
                .containsExactly("frist", "drop*");
        assertThat(new Freezing(List.of("f*", "norm", "*d", "logits")).freezesAll(network))
                .isTrue();
        assertThat(new Freezing(List.of("f*", "norm", "*d")).freezesAll(network))
                .isFalse();
        assertThat(Freezing.trainable(network)).isEqualTo(LAYERS);
    }

    private static ComputationGraph network(String... freeze) {
        return network(MODEL, freeze);
    }

    private static ComputationGraph network(NetworkModel model, String... freeze) {
        Freezing freezing = new Freezing(List.of(freeze));
        ComputationGraph network = whole(freezing.applied(model));
        freezing.endGradients(network);
        return network;
    }

    private static ComputationGraph whole(NetworkModel model) {
        return NetworkAssembly.network(
                model,
                DATA.input(),
                DATA.task(),
                List.of(new CrossEntropy()),
                new NetworkAssembly.Settings(
                        new Seed(5), DataType.FLOAT, new Adam(0.01), 0.01, OptionalDouble.of(0.05)));
    }

    private static void train(ComputationGraph network, int steps) {
        Nd4j.getRandom().setSeed(9);
        for (int step = 0; step < steps; step++) {
            network.fit(new INDArray[] {DATA.features(rows()).values()}, new INDArray[] {targets()});
        }
    }

    private static void gradient(ComputationGraph network) {
        Nd4j.getRandom().setSeed(9);
        network.setInputs(DATA.features(rows()).values());
        network.setLabels(targets());
        network.computeGradientAndScore();
    }

    private static INDArray gradientOf(ComputationGraph network, String layer) {
        return network.getLayer(layer).getGradientsViewArray();
    }

    private static long stateSize(ComputationGraph network) {
        ComputationGraphUpdater updater = network.getUpdater();
        return updater.getStateViewArray().length();
    }

    private static INDArray targets() {
        return Nd4j.createFromArray(IntStream.of(rows()).mapToObj(DATA::targets).toArray(float[][]::new));
    }

    private static int[] rows() {
        return IntStream.range(0, 32).toArray();
    }

    private static Map<String, int[]> bits(ComputationGraph network) {
        Parameters parameters = Parameters.of(network);
        Map<String, int[]> bits = new LinkedHashMap<>();
        for (String name : parameters.names()) {
            float[] values = parameters.values(name);
            bits.put(
                    name,
                    IntStream.range(0, values.length)
                            .map(i -> Float.floatToRawIntBits(values[i]))
                            .toArray());
        }
        return bits;
    }
}
