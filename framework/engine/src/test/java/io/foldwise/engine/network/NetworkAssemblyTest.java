package io.foldwise.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.engine.network.NetworkAssembly.Settings;
import io.foldwise.engine.sample.CrossEntropy;
import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.training.Loss;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;

/** The network of these tests is linear, {@code [6] -> [3]}, so that every gradient is known in closed form. */
final class NetworkAssemblyTest {

    private static final Seed SEED = new Seed(11);
    private static final Dataset DATA = TinyVectors.vectors();
    private static final int[] ROWS = IntStream.range(0, 10).toArray();

    @Test
    void weightsStartWithinTheRootOfTheInputs() {
        ComputationGraph network = network(new CrossEntropy(), new NoOp(), 0, OptionalDouble.empty());
        double largest = network.getParam("logits_W").amaxNumber().doubleValue();
        assertThat(largest).isBetween(0.5 / Math.sqrt(6), 1 / Math.sqrt(6));
    }

    @Test
    void theScoreIsTheLoss() {
        ComputationGraph network = network(new CrossEntropy(), new NoOp(), 0, OptionalDouble.empty());
        assertThat(network.score(batch(ROWS), true)).isCloseTo(loss(network, ROWS), within(1e-12));
        assertThat(network.score(batch(ROWS), false)).isCloseTo(loss(network, ROWS), within(1e-12));
        double before = loss(network, ROWS);
        network.fit(batch(ROWS));
        assertThat(network.score()).as("score of the last step").isCloseTo(before, within(1e-12));
    }

    @Test
    void aStepFollowsTheGradientWhateverTheBatchSize() {
        for (int size : new int[] {1, 3, 10}) {
            int[] rows = Arrays.copyOf(ROWS, size);
            ComputationGraph network = network(new CrossEntropy(), new Sgd(1), 0, OptionalDouble.empty());
            INDArray expected = network.getParam("logits_W").sub(weightGradient(network, rows));
            network.fit(batch(rows));
            assertClose(network.getParam("logits_W"), expected);
        }
    }

    @Test
    void l2AddsItsShareOfTheWeightsToTheGradientAndToTheScore() {
        double l2 = 0.1;
        ComputationGraph network = network(new CrossEntropy(), new Sgd(1), l2, OptionalDouble.empty());
        INDArray weights = network.getParam("logits_W").dup();
        INDArray expected = weights.sub(weightGradient(network, ROWS)).sub(weights.mul(l2));
        double penalty = l2 / 2 * weights.mul(weights).sumNumber().doubleValue();
        assertThat(network.score(batch(ROWS), true)).isCloseTo(loss(network, ROWS) + penalty, within(1e-12));
        network.fit(batch(ROWS));
        assertClose(network.getParam("logits_W"), expected);
    }

    @Test
    void l2LeavesBiasesAlone() {
        ComputationGraph plain = network(new CrossEntropy(), new Sgd(1), 0, OptionalDouble.empty());
        ComputationGraph decaying = network(new CrossEntropy(), new Sgd(1), 0.1, OptionalDouble.empty());
        plain.setParam("logits_b", Nd4j.createFromArray(new double[][] {{1, 2, 3}}));
        decaying.setParam("logits_b", Nd4j.createFromArray(new double[][] {{1, 2, 3}}));
        plain.fit(batch(ROWS));
        decaying.fit(batch(ROWS));
        assertClose(decaying.getParam("logits_b"), plain.getParam("logits_b"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1})
    void stepsAreThoseOfDeeplearning4jsOwnUpdater(double l2) {
        ComputationGraph network = network(new CrossEntropy(), new Adam(0.1), l2, OptionalDouble.of(0.5));
        ComputationGraph original = network(new CrossEntropy(), new Adam(0.1), l2, OptionalDouble.of(0.5));
        original.setUpdater(new ComputationGraphUpdater(original));
        for (int step = 0; step < 4; step++) {
            network.fit(batch(ROWS));
            original.fit(batch(ROWS));
        }
        assertThat(network.params().data().asDouble())
                .containsExactly(original.params().data().asDouble());
    }

    @Test
    void clipNormShortensALayersGradient() {
        double norm = 0.01;
        ComputationGraph network = network(new CrossEntropy(), new Sgd(1), 0, OptionalDouble.of(norm));
        INDArray before = network.params().dup();
        network.fit(batch(ROWS));
        assertThat(before.distance2(network.params())).isCloseTo(norm, within(1e-9));
    }

    @Test
    void clipNormLeavesShorterGradientsAlone() {
        ComputationGraph plain = network(new CrossEntropy(), new Sgd(1), 0, OptionalDouble.empty());
        ComputationGraph clipped = network(new CrossEntropy(), new Sgd(1), 0, OptionalDouble.of(1000));
        plain.fit(batch(ROWS));
        clipped.fit(batch(ROWS));
        assertClose(clipped.params(), plain.params());
    }

    @Test
    void theLossSeesLogitsAndTargetsRowByRow() {
        Loss checking = (logits, targets, rows, labels, gradient) -> {
            assertThat(rows).isEqualTo(ROWS.length);
            assertThat(labels).isEqualTo(3);
            for (int row = 0; row < rows; row++) {
                for (int label = 0; label < labels; label++) {
                    assertThat(targets[row * labels + label]).isEqualTo(DATA.targets(ROWS[row])[label]);
                }
            }
            return new CrossEntropy().evaluate(logits, targets, rows, labels, gradient);
        };
        network(checking, new Sgd(1), 0, OptionalDouble.empty()).fit(batch(ROWS));
    }

    @Test
    void scoresOfSingleSamplesAverageToTheLoss() {
        ComputationGraph network = network(new CrossEntropy(), new NoOp(), 0, OptionalDouble.empty());
        INDArray scores = network.scoreExamples(batch(ROWS), false);
        assertThat(scores.length()).isEqualTo(ROWS.length);
        assertThat(scores.meanNumber().doubleValue()).isCloseTo(loss(network, ROWS), within(1e-12));
    }

    @Test
    void aNetworkReadFromItsFilePredictsTheSame() throws IOException {
        ComputationGraph network = network(new CrossEntropy(), new Sgd(1), 0.1, OptionalDouble.of(1));
        network.fit(batch(ROWS));
        assertThat(logits(restored(network), ROWS)).isDeepEqualTo(logits(network, ROWS));
    }

    @Test
    void aNetworkReadFromItsFileCannotBeTrained() throws IOException {
        ComputationGraph restored = restored(network(new CrossEntropy(), new Sgd(1), 0, OptionalDouble.empty()));
        assertThatThrownBy(() -> restored.fit(batch(ROWS)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a network read from its file has no loss: it predicts, and cannot be trained");
    }

    @Test
    void equalSeedsStartEqually() {
        INDArray first = network(new CrossEntropy(), new NoOp(), 0, OptionalDouble.empty())
                .params();
        Nd4j.getRandom().nextDouble();
        INDArray second = network(new CrossEntropy(), new NoOp(), 0, OptionalDouble.empty())
                .params();
        assertThat(second.data().asDouble()).containsExactly(first.data().asDouble());
    }

    private static ComputationGraph network(Loss loss, IUpdater updater, double l2, OptionalDouble clipNorm) {
        NetworkModel linear = (graph, input) -> {
            DenseLayer layer = new DenseLayer.Builder()
                    .nOut(3)
                    .activation(Activation.IDENTITY)
                    .build();
            graph.addLayer("logits", layer, input);
            return "logits";
        };
        return NetworkAssembly.network(
                linear,
                DATA.input(),
                DATA.task(),
                List.of(loss),
                new Settings(SEED, DataType.DOUBLE, updater, l2, clipNorm));
    }

    private static ComputationGraph restored(ComputationGraph network) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ModelSerializer.writeModel(network, file, false);
        return ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(file.toByteArray()), false);
    }

    private static MultiDataSet batch(int[] rows) {
        return new MultiDataSet(features(rows), targets(rows));
    }

    private static INDArray features(int[] rows) {
        Features features = DATA.features(rows);
        return features.values().castTo(DataType.DOUBLE);
    }

    private static INDArray targets(int[] rows) {
        float[][] targets = Arrays.stream(rows).mapToObj(DATA::targets).toArray(float[][]::new);
        return Nd4j.createFromArray(targets).castTo(DataType.DOUBLE);
    }

    private static double[][] logits(ComputationGraph network, int[] rows) {
        return network.outputSingle(features(rows)).toDoubleMatrix();
    }

    private static double loss(ComputationGraph network, int[] rows) {
        double[] logits = network.outputSingle(features(rows)).dup('c').data().asDouble();
        double[] targets = targets(rows).data().asDouble();
        return new CrossEntropy().evaluate(logits, targets, rows.length, 3, new double[logits.length]);
    }

    /** {@code features^T (sigmoid(logits) - targets) / (rows * labels)}, [features, labels]. */
    private static INDArray weightGradient(ComputationGraph network, int[] rows) {
        double[] logits = network.outputSingle(features(rows)).dup('c').data().asDouble();
        double[] gradient = new double[logits.length];
        new CrossEntropy().evaluate(logits, targets(rows).data().asDouble(), rows.length, 3, gradient);
        INDArray byLogit = Nd4j.createFromArray(gradient).reshape(rows.length, 3);
        return features(rows).transpose().mmul(byLogit);
    }

    private static void assertClose(INDArray actual, INDArray expected) {
        assertThat(actual.sub(expected).normmaxNumber().doubleValue())
                .as("largest difference")
                .isLessThan(1e-12);
    }
}
