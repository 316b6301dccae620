package io.foldwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.sample.CrossEntropy;
import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.engine.weights.Start;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Inference;
import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Optimizer;
import io.foldwise.spi.training.Sampler;
import io.foldwise.spi.training.Schedule;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.RowMetric;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;

/** Components of plugins that do what they must not: training ends with a sentence, and not with other numbers. */
final class FaultyComponentsTest {

    private static final Dataset DATA = TinyVectors.vectors();
    private static final Sampler ALL = epoch -> List.of(epoch.rows());
    private static final Schedule CONSTANT = (base, moment) -> base;

    private final Fold fold = new Fold(
            IntStream.range(0, 32).toArray(),
            IntStream.range(32, 48).toArray(),
            IntStream.range(32, 48).toArray());

    @Test
    void aSamplerGivesNoRowThatIsHeldOut() {
        assertThatThrownBy(() -> train(epoch -> List.of(epoch.rows(), new int[] {40}), CONSTANT))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageContaining("the sampler gives row 40 in batch 2, which may not be trained on");
    }

    @Test
    void aSamplerMayWriteIntoTheRowsThatItGets() {
        train(
                epoch -> {
                    int[] rows = epoch.rows();
                    List<int[]> batches = List.of(rows.clone());
                    Arrays.fill(rows, 1);
                    return batches;
                },
                CONSTANT);
        assertThat(fold.train()).containsExactly(IntStream.range(0, 32).toArray());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0.1})
    void aScheduleGivesALearningRate(double rate) {
        assertThatThrownBy(() -> train(ALL, (base, moment) -> moment.epoch() < 1 ? base : rate))
                .isInstanceOf(IncompatibleException.class)
                .hasMessage("the schedule gives a learning rate of " + rate
                        + " in epoch 2, which is none; this is a fault of its plugin");
    }

    @Test
    void aHookGivesWeightsOfTheNetwork() {
        Hook other = new Hook() {
            @Override
            public Optional<INDArray> weights() {
                return Optional.of(Nd4j.zeros(3));
            }
        };
        assertThatThrownBy(() -> train(ALL, CONSTANT, other))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageContaining(" gives 3 weights, and the network has ");
    }

    @Test
    void anInferenceGivesAPredictionForEverySample() {
        assertThatThrownBy(() -> predict(all -> all.subList(1, all.size())))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageStartingWith(
                        "inference " + Spoiled.class.getName() + " gives 15 predictions for 16 samples");
        assertThatThrownBy(() ->
                        predict(all -> Stream.concat(all.stream(), all.stream()).toList()))
                .hasMessageContaining(" gives 32 predictions for 16 samples");
    }

    @Test
    void anInferenceGivesAPredictionForEveryHeadAndColumn() {
        assertThatThrownBy(() -> predict(
                        all -> all.stream().map(heads -> List.<Tensor>of()).toList()))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageContaining(" gives predictions of 0 heads, and there are 1; this is a fault of its plugin");
        assertThatThrownBy(() -> predict(all ->
                        all.stream().map(heads -> List.of(Tensor.row(1, 0))).toList()))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageContaining(" gives 2 values of 'labels', which has 3 columns");
    }

    private void predict(UnaryOperator<List<List<Tensor>>> change) {
        train(ALL, CONSTANT, List.of(), Optional.of(new Spoiled(change)));
    }

    private void train(Sampler sampler, Schedule schedule, Hook... hooks) {
        train(sampler, schedule, List.of(hooks), Optional.empty());
    }

    private void train(Sampler sampler, Schedule schedule, List<Hook> hooks, Optional<Inference> inference) {
        Spec<Optimizer> optimizer = new Spec<>("unused", Optimizer.class, new NoParams(), "test");
        Spec<Schedule> unused = new Spec<>("unused", Schedule.class, new NoParams(), "test");
        Stage stage = new Stage(
                List.of(new CrossEntropy()),
                sampler,
                new Descent(),
                schedule,
                new TrainerSettings(2, optimizer, unused, 0, Optional.empty(), Optional.empty(), false),
                hooks,
                Start.PLAIN,
                Optional.empty(),
                List.of(),
                inference,
                Material.OF_THE_FOLD);
        new NetworkTrainer(
                        (graph, input) -> {
                            graph.addLayer(
                                    "logits",
                                    new DenseLayer.Builder()
                                            .nOut(3)
                                            .activation(Activation.IDENTITY)
                                            .build(),
                                    input);
                            return "logits";
                        },
                        DATA,
                        fold,
                        Scoring.of(DATA.task().first(), Map.of("samples", new Samples())),
                        new Seed(3),
                        epoch -> {})
                .train(List.of(stage));
    }

    /** Gives something else than what the network says. */
    private record Spoiled(UnaryOperator<List<List<Tensor>>> change) implements Inference {
        @Override
        public int batch() {
            return 64;
        }

        @Override
        public List<List<Tensor>> predict(Network network, Features features) {
            return change.apply(network.predict(features));
        }
    }

    private static final class Samples implements RowMetric {
        @Override
        public boolean higherIsBetter() {
            return true;
        }

        @Override
        public double value(RowHead head, float[][] targets, float[][] predictions) {
            return targets.length;
        }
    }

    private record NoParams() {}

    private record Descent() implements Optimizer {
        @Override
        public double learningRate() {
            return 0.1;
        }

        @Override
        public IUpdater updater(ISchedule schedule) {
            return new Sgd(schedule);
        }
    }
}
