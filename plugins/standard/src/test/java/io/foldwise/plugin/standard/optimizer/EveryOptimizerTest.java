package io.foldwise.plugin.standard.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.spi.training.Optimizer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** That parameters and schedules reach ND4J's updaters, and that those train networks. */
final class EveryOptimizerTest {

    private static final double LR = 0.03;

    static Stream<Named<Optimizer>> optimizersWithALearningRate() {
        return Stream.of(
                Named.of("sgd", new SgdOptimizer(new SgdOptimizer.Params(LR))),
                Named.of("nesterov", new NesterovOptimizer(new NesterovOptimizer.Params(LR, 0.8))),
                Named.of("adam", new AdamOptimizer(new AdamOptimizer.Params(new AdamMoments(LR, 0.8, 0.98, 1e-5)))),
                Named.of("adamax", new AdaMaxOptimizer(new AdaMaxOptimizer.Params(LR, 0.8, 0.98, 1e-5))),
                Named.of("nadam", new NadamOptimizer(new NadamOptimizer.Params(new AdamMoments(LR, 0.8, 0.98, 1e-5)))),
                Named.of(
                        "amsgrad",
                        new AmsGradOptimizer(new AmsGradOptimizer.Params(new AdamMoments(LR, 0.8, 0.98, 1e-5)))),
                Named.of("adabelief", new AdaBeliefOptimizer(new AdaBeliefOptimizer.Params(LR, 0.8, 0.98, 1e-5))),
                Named.of("rmsprop", new RmsPropOptimizer(new RmsPropOptimizer.Params(LR, 0.98, 1e-5))),
                Named.of("adagrad", new AdaGradOptimizer(new AdaGradOptimizer.Params(LR, 1e-5))));
    }

    static Stream<Named<Optimizer>> optimizers() {
        AdaDeltaOptimizer adaDelta = new AdaDeltaOptimizer(new AdaDeltaOptimizer.Params(0.9, 1e-5));
        return Stream.concat(optimizersWithALearningRate(), Stream.of(Named.of("adadelta", adaDelta)));
    }

    @ParameterizedTest
    @MethodSource("optimizersWithALearningRate")
    void followsTheSchedule(Optimizer optimizer) {
        IUpdater updater = optimizer.updater(quartered());
        assertThat(optimizer.learningRate()).isEqualTo(LR);
        assertThat(updater.hasLearningRate()).isTrue();
        assertThat(updater.getLearningRate(0, 0)).isEqualTo(LR);
        assertThat(updater.getLearningRate(70, 7)).isEqualTo(LR / 4);
        assertThat(updater.clone().getLearningRate(70, 7)).isEqualTo(LR / 4);
    }

    @ParameterizedTest
    @MethodSource("optimizersWithALearningRate")
    void takesStepsInProportionToTheScheduledRate(Optimizer optimizer) {
        assertThat(firstStep(optimizer, 7) / firstStep(optimizer, 0)).isCloseTo(0.25, within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void trainsANetwork(Optimizer optimizer) {
        MultiLayerNetwork network = network(optimizer.updater(new FixedSchedule(LR)));
        double before = train(network, 1);
        assertThat(train(network, 60)).isLessThan(0.95 * before);
    }

    @ParameterizedTest
    @MethodSource("optimizersWithALearningRate")
    void hardlyMovesInANetworkWhereTheScheduleSaysSo(Optimizer optimizer) {
        MultiLayerNetwork network = network(optimizer.updater(new FixedSchedule(1e-9)));
        INDArray before = network.params().dup();
        train(network, 3);
        assertThat(network.params().distance2(before)).isLessThan(1e-6);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void survivesInASavedConfiguration(Optimizer optimizer) {
        MultiLayerConfiguration saved =
                network(optimizer.updater(new FixedSchedule(LR))).getLayerWiseConfigurations();
        MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(saved.toJson());
        assertThat(read).isEqualTo(saved);
        MultiLayerNetwork network = new MultiLayerNetwork(read);
        network.init();
        double before = train(network, 1);
        assertThat(train(network, 60)).isLessThan(0.95 * before);
    }

    @Test
    void handsParametersOver() {
        ISchedule rate = quartered();
        assertThat(new SgdOptimizer(new SgdOptimizer.Params(LR)).updater(rate)).isEqualTo(updater(new Sgd(LR), rate));
        assertThat(new NesterovOptimizer(new NesterovOptimizer.Params(LR, 0.8)).updater(rate))
                .isEqualTo(updater(new Nesterovs(LR, 0.8), rate));
        assertThat(new AdamOptimizer(new AdamOptimizer.Params(new AdamMoments(LR, 0.8, 0.98, 1e-5))).updater(rate))
                .isEqualTo(updater(new Adam(LR, 0.8, 0.98, 1e-5), rate));
        assertThat(new AdaMaxOptimizer(new AdaMaxOptimizer.Params(LR, 0.8, 0.98, 1e-5)).updater(rate))
                .isEqualTo(updater(new AdaMax(LR, 0.8, 0.98, 1e-5), rate));
        assertThat(new NadamOptimizer(new NadamOptimizer.Params(new AdamMoments(LR, 0.8, 0.98, 1e-5))).updater(rate))
                .isEqualTo(updater(new Nadam(LR, 0.8, 0.98, 1e-5), rate));
        assertThat(new AmsGradOptimizer(new AmsGradOptimizer.Params(new AdamMoments(LR, 0.8, 0.98, 1e-5)))
                        .updater(rate))
                .isEqualTo(updater(new AMSGrad(LR, 0.8, 0.98, 1e-5), rate));
        assertThat(new AdaBeliefOptimizer(new AdaBeliefOptimizer.Params(LR, 0.8, 0.98, 1e-5)).updater(rate))
                .isEqualTo(updater(new AdaBelief(LR, 0.8, 0.98, 1e-5), rate));
        assertThat(new RmsPropOptimizer(new RmsPropOptimizer.Params(LR, 0.98, 1e-5)).updater(rate))
                .isEqualTo(updater(new RmsProp(LR, 0.98, 1e-5), rate));
        assertThat(new AdaGradOptimizer(new AdaGradOptimizer.Params(LR, 1e-5)).updater(rate))
                .isEqualTo(updater(new AdaGrad(LR, 1e-5), rate));
        assertThat(new AdaDeltaOptimizer(new AdaDeltaOptimizer.Params(0.9, 1e-5)).updater(rate))
                .isEqualTo(new AdaDelta(0.9, 1e-5));
    }

    @Test
    void adaBeliefFollowsItsPaper() {
        double beta1 = 0.8;
        double beta2 = 0.98;
        double epsilon = 1e-8;
        IUpdater config = new AdaBeliefOptimizer(new AdaBeliefOptimizer.Params(LR, beta1, beta2, epsilon))
                .updater(new FixedSchedule(LR));
        GradientUpdater<?> updater = config.instantiate(Nd4j.zeros(DataType.DOUBLE, 1, config.stateSize(1)), true);
        double mean = 0;
        double deviation = 0;
        double[] gradients = {1, 0.5, -2, 0.25, 3};
        for (int step = 0; step < gradients.length; step++) {
            INDArray gradient = Nd4j.createFromArray(new double[][] {{gradients[step]}});
            updater.applyUpdater(gradient, step, 0);
            mean = beta1 * mean + (1 - beta1) * gradients[step];
            deviation = beta2 * deviation + (1 - beta2) * Math.pow(gradients[step] - mean, 2) + epsilon;
            double meanHat = mean / (1 - Math.pow(beta1, step + 1));
            double deviationHat = deviation / (1 - Math.pow(beta2, step + 1));
            assertThat(gradient.getDouble(0, 0))
                    .isCloseTo(LR * meanHat / (Math.sqrt(deviationHat) + epsilon), within(1e-6));
        }
    }

    /** Beside the corrected root it matters as much in the first step as in later ones. */
    private static final double LARGE_EPSILON = 0.1;

    private static final AdamMoments MOMENTS = new AdamMoments(LR, 0.8, 0.98, LARGE_EPSILON);

    /** What a paper has of the means of gradients and of squared gradients, m and v, for the gradient of step t. */
    private interface Step {
        double size(double gradient, double mean, double square, int t);
    }

    @Test
    void adamFollowsItsPaper() {
        assertFollows(
                new AdamOptimizer(new AdamOptimizer.Params(MOMENTS)),
                (g, m, v, t) -> LR * m / (1 - Math.pow(0.8, t)) / (root(v, t) + LARGE_EPSILON));
    }

    @Test
    void nadamFollowsItsPaper() {
        assertFollows(new NadamOptimizer(new NadamOptimizer.Params(MOMENTS)), (g, m, v, t) -> {
            double mean = 0.8 * m / (1 - Math.pow(0.8, t + 1)) + 0.2 * g / (1 - Math.pow(0.8, t));
            return LR * mean / (root(v, t) + LARGE_EPSILON);
        });
    }

    @Test
    void amsGradFollowsItsPaper() {
        double[] greatest = {0};
        assertFollows(new AmsGradOptimizer(new AmsGradOptimizer.Params(MOMENTS)), (g, m, v, t) -> {
            greatest[0] = Math.max(greatest[0], v);
            return LR * m / (1 - Math.pow(0.8, t)) / (root(greatest[0], t) + LARGE_EPSILON);
        });
    }

    private static double root(double square, int t) {
        return Math.sqrt(square / (1 - Math.pow(0.98, t)));
    }

    private static void assertFollows(Optimizer optimizer, Step paper) {
        IUpdater config = optimizer.updater(new FixedSchedule(LR));
        GradientUpdater<?> updater = config.instantiate(Nd4j.zeros(DataType.DOUBLE, 1, config.stateSize(1)), true);
        double mean = 0;
        double square = 0;
        double[] gradients = {1, 0.5, -2, 0.25, 3};
        for (int step = 0; step < gradients.length; step++) {
            double gradient = gradients[step];
            INDArray array = Nd4j.createFromArray(new double[][] {{gradient}});
            updater.applyUpdater(array, step, 0);
            mean = 0.8 * mean + 0.2 * gradient;
            square = 0.98 * square + 0.02 * gradient * gradient;
            assertThat(array.getDouble(0, 0))
                    .as("step %d", step + 1)
                    .isCloseTo(paper.size(gradient, mean, square, step + 1), within(1e-9));
        }
    }

    private static IUpdater updater(IUpdater updater, ISchedule schedule) {
        updater.setLrAndSchedule(LR, schedule);
        return updater;
    }

    /** The learning rate, and a quarter of it from epoch 5 on. */
    private static ISchedule quartered() {
        return new MapSchedule.Builder(ScheduleType.EPOCH)
                .add(0, LR)
                .add(5, LR / 4)
                .build();
    }

    private static double firstStep(Optimizer optimizer, int epoch) {
        IUpdater config = optimizer.updater(quartered());
        INDArray gradient = Nd4j.createFromArray(new double[][] {{1, 0.5}});
        INDArray state = Nd4j.zeros(DataType.DOUBLE, 1, Math.max(1, config.stateSize(2)));
        config.instantiate(config.stateSize(2) == 0 ? null : state, true).applyUpdater(gradient, 0, epoch);
        return gradient.getDouble(0, 0);
    }

    private static MultiLayerNetwork network(IUpdater updater) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(updater)
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(2)
                        .nOut(4)
                        .activation(Activation.TANH)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.XENT)
                        .nIn(4)
                        .nOut(1)
                        .activation(Activation.SIGMOID)
                        .build())
                .build());
        network.init();
        return network;
    }

    /** Learns OR. Returns the loss before the last step. */
    private static double train(MultiLayerNetwork network, int steps) {
        INDArray features = Nd4j.createFromArray(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
        INDArray targets = Nd4j.createFromArray(new float[][] {{0}, {1}, {1}, {1}});
        for (int step = 0; step < steps; step++) {
            network.fit(features, targets);
        }
        return network.score();
    }
}
