package io.foldwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.engine.sample.CrossEntropy;
import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.engine.weights.Start;
import io.foldwise.engine.weights.StartSettings;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Optimizer;
import io.foldwise.spi.training.Parameter;
import io.foldwise.spi.training.Parameter.Role;
import io.foldwise.spi.training.Sampler;
import io.foldwise.spi.training.Schedule;
import io.foldwise.spi.training.Step;
import io.foldwise.spi.training.Training;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.RowMetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

final class HookedTrainingTest {

    private static final Dataset VECTORS = TinyVectors.vectors();
    private static final Dataset SEQUENCES = new TinySequences();
    private static final int[] TRAINING = IntStream.range(0, 36).toArray();
    private static final int[] VALIDATION = IntStream.range(36, 48).toArray();

    private static final NetworkModel NORMALIZED = (graph, input) -> {
        graph.addLayer("hidden", dense(6, Activation.TANH), input)
                .addLayer("norm", new BatchNormalization.Builder().build(), "hidden")
                .addLayer("logits", dense(3, Activation.IDENTITY), "norm");
        return "logits";
    };

    private static final NetworkModel MASKED = (graph, input) -> {
        EmbeddingSequenceLayer embedding = new EmbeddingSequenceLayer.Builder()
                .nIn(20)
                .nOut(4)
                .inferInputLength(true)
                .outputDataFormat(RNNFormat.NCW)
                .build();
        graph.addLayer("embedding", embedding, input)
                .addLayer("pooling", new GlobalPoolingLayer(PoolingType.AVG), "embedding")
                .addLayer("logits", dense(3, Activation.IDENTITY), "pooling");
        return "logits";
    };

    private static DenseLayer dense(int size, Activation activation) {
        return new DenseLayer.Builder().nOut(size).activation(activation).build();
    }

    @Test
    void aHookThatDoesNothingChangesNoBit() {
        Hook nothing = new Hook() {};

        assertThat(weights(train(VECTORS, NORMALIZED, stage(3, true, nothing))))
                .containsExactly(weights(train(VECTORS, NORMALIZED, stage(3, true))));
        assertThat(weights(train(SEQUENCES, MASKED, stage(3, true, nothing))))
                .containsExactly(weights(train(SEQUENCES, MASKED, stage(3, true))));
    }

    /** As averages do: even a mean of equal numbers is rounded. */
    @Test
    void keepsEveryBitOfFrozenLayersThoughHooksWriteIntoAllWeights() {
        List<float[]> begun = new ArrayList<>();
        Hook shaking = new Hook() {
            private Training training;

            @Override
            public void begin(Training started) {
                training = started;
                begun.add(started.weights().dup().data().asFloat());
            }

            @Override
            public void step(Step step) {
                training.weights().muli(1.001);
            }

            @Override
            public Optional<INDArray> weights() {
                return Optional.of(training.weights().mul(0.999));
            }
        };
        Stage stage = stage(2, false, shaking);
        Stage frozen = new Stage(
                stage.losses(),
                stage.sampler(),
                stage.optimizer(),
                stage.schedule(),
                stage.settings(),
                stage.hooks(),
                new Start(new StartSettings(Optional.empty(), List.of("hidden", "norm")), Optional.empty()),
                stage.examples(),
                stage.augmentations(),
                stage.inference(),
                stage.material());

        TrainingResult result = train(VECTORS, NORMALIZED, frozen);

        float[] trained = weights(result);
        int logits = Math.toIntExact(result.network().getLayer("logits").numParams());
        int kept = trained.length - logits; // the others come first
        assertThat(Arrays.copyOf(trained, kept)).containsExactly(Arrays.copyOf(begun.get(0), kept));
        assertThat(trained).isNotEqualTo(begun.get(0));
    }

    @Test
    void asksHooksInTheirOrderAtEverySeam() {
        List<String> told = new ArrayList<>();

        train(VECTORS, NORMALIZED, stage(1, true, new Teller("a", told), new Teller("b", told)));

        assertThat(told)
                .containsExactly(
                        "a.begin",
                        "b.begin", //
                        "a.batch 0",
                        "b.batch 0",
                        "a.gradient 0",
                        "b.gradient 0",
                        "a.step 0",
                        "b.step 0",
                        "a.batch 1",
                        "b.batch 1",
                        "a.gradient 1",
                        "b.gradient 1",
                        "a.step 1",
                        "b.step 1",
                        "a.weights",
                        "b.weights");
    }

    /** Tells when it is asked. */
    private record Teller(String name, List<String> told) implements Hook {
        @Override
        public void begin(Training training) {
            told.add(name + ".begin");
        }

        @Override
        public MultiDataSet batch(Step step, MultiDataSet batch) {
            told.add(name + ".batch " + step.number());
            return batch;
        }

        @Override
        public void gradient(Step step) {
            told.add(name + ".gradient " + step.number());
        }

        @Override
        public void step(Step step) {
            told.add(name + ".step " + step.number());
        }

        @Override
        public Optional<INDArray> weights() {
            told.add(name + ".weights");
            return Optional.empty();
        }
    }

    @Test
    void validatesAndKeepsTheWeightsThatAHookGivesWhileTrainingGoesOn() {
        Zeros zeros = new Zeros();

        TrainingResult kept = train(VECTORS, NORMALIZED, stage(3, true, zeros));
        TrainingResult last = train(VECTORS, NORMALIZED, stage(3, false, new Zeros()));
        TrainingResult plain = train(VECTORS, NORMALIZED, stage(3, false));

        assertThat(kept.history())
                .allSatisfy(epoch ->
                        assertThat(epoch.validation().get("cross-entropy")).isCloseTo(Math.log(2), within(1e-6)));
        assertThat(kept.history()).extracting(EpochReport::loss).isEqualTo(losses(plain));
        assertThat(weights(kept)).containsOnly(0);
        assertThat(weights(last)).containsOnly(0);
        assertThat(zeros.own).containsExactly(weights(plain));
    }

    private static List<Double> losses(TrainingResult result) {
        return result.history().stream().map(EpochReport::loss).toList();
    }

    /** Gives zeros to be kept. */
    private static final class Zeros implements Hook {
        private Training training;
        private float[] own;

        @Override
        public void begin(Training begun) {
            training = begun;
        }

        @Override
        public Optional<INDArray> weights() {
            own = training.weights().toFloatVector();
            return Optional.of(training.weights().like());
        }
    }

    @Test
    void theNextStageStartsFromWhatWasKeptAndHasHooksOfItsOwn() {
        List<float[]> starts = new ArrayList<>();
        Hook starting = new Hook() {
            @Override
            public void begin(Training training) {
                starts.add(training.weights().toFloatVector());
            }
        };

        train(VECTORS, NORMALIZED, stage(1, true, new Zeros()), stage(1, true, starting));
        train(VECTORS, NORMALIZED, stage(1, false, new Zeros()), stage(1, true, starting));

        assertThat(starts).hasSize(2).allSatisfy(start -> assertThat(start).containsOnly(0));
    }

    @Test
    void takesTheStepThatTheGradientSaysWhenAllHooksHaveHadTheirSay() {
        List<float[]> weights = new ArrayList<>();
        Hook standing = new Hook() {
            private Training training;

            @Override
            public void begin(Training begun) {
                training = begun;
                weights.add(begun.weights().toFloatVector());
            }

            @Override
            public void gradient(Step step) {
                training.gradients().assign(0);
            }

            @Override
            public void step(Step step) {
                weights.add(training.weights().toFloatVector());
            }
        };

        train(VECTORS, NORMALIZED, stage(1, true, standing));

        assertThat(weights).hasSize(3).allSatisfy(now -> assertThat(now).containsExactly(weights.get(0)));
    }

    @Test
    void trainsOnTheBatchThatTheLastHookGives() {
        Hook firstSample = new Hook() {
            @Override
            public MultiDataSet batch(Step step, MultiDataSet batch) {
                return Batch.of(VECTORS, new int[] {0}).arrays();
            }
        };
        Sampler onlyThat = epoch -> List.of(new int[] {0}, new int[] {0});

        assertThat(weights(train(VECTORS, NORMALIZED, stage(2, false, firstSample))))
                .containsExactly(weights(train(VECTORS, NORMALIZED, stage(onlyThat, 2, false))));
    }

    @Test
    void lookingAtOtherBatchesAndOtherWeightsLeavesTrainingAsItIs() {
        List<float[][]> predicted = new ArrayList<>();
        List<float[][]> expected = new ArrayList<>();

        for (Dataset data : List.of(VECTORS, SEQUENCES)) {
            NetworkModel model = data == VECTORS ? NORMALIZED : MASKED;
            Hook looking = new Looking(data, predicted);
            TrainingResult looked = train(data, model, stage(2, false, looking));
            TrainingResult plain = train(data, model, stage(2, false));

            assertThat(weights(looked)).containsExactly(weights(plain));
            assertThat(losses(looked)).isEqualTo(losses(plain));
            float[][] rows = new float[VALIDATION.length][];
            ForwardPass.predictions(
                    train(data, model, stage(1, false)).network(),
                    Optional.empty(),
                    data,
                    VALIDATION,
                    (place, heads) -> rows[place] = heads.get(0).values());
            expected.add(rows);
        }
        assertThat(predicted.get(2)[3]).containsExactly(expected.get(0)[3], within(1e-5f));
        assertThat(predicted.get(6)[3]).containsExactly(expected.get(1)[3], within(1e-5f));
    }

    /** Computes a gradient on other samples, and what other weights say of them; predictions are noted in every step. */
    private static final class Looking implements Hook {
        private final MultiDataSet others;
        private final List<float[][]> predicted;
        private Training training;

        Looking(Dataset data, List<float[][]> predicted) {
            this.others = Batch.of(data, VALIDATION).arrays();
            this.predicted = predicted;
        }

        @Override
        public void begin(Training begun) {
            training = begun;
        }

        @Override
        public void gradient(Step step) {
            INDArray before = training.gradients().dup();
            step.addGradient(others, 1);
            assertThat(training.gradients()).isNotEqualTo(before);
            training.gradients().assign(before);
            predicted.add(step.predictions(training.weights(), others).get(0).toFloatMatrix());
            step.predictions(training.weights().mul(2), others);
        }
    }

    @Test
    void addsTheGradientOfABatchToThatOfTheStepButNoStepsOfStatistics() {
        Adding normalized = new Adding();
        Adding masked = new Adding();

        train(VECTORS, NORMALIZED, stage(1, false, normalized));
        train(SEQUENCES, MASKED, stage(1, false, masked));

        assertThat(normalized.factors)
                .containsExactly("1.5", "1.5", "1.5", "1.5", "1.0", "1.0", "1.5", "1.5"); // W b gamma beta mean var W b
        assertThat(masked.factors).containsExactly("1.5", "1.5", "1.5"); // table W b
    }

    /** Adds half of the gradient of the first batch, and notes by what that has multiplied each array of the gradient. */
    private static final class Adding implements Hook {
        private final List<String> factors = new ArrayList<>();
        private Training training;

        @Override
        public void begin(Training begun) {
            training = begun;
        }

        @Override
        public void gradient(Step step) {
            if (step.number() > 0) {
                return;
            }
            List<INDArray> before = training.parameters().stream()
                    .map(parameter -> parameter.gradient().dup())
                    .toList();
            step.addGradient(step.batch(), 0.5);
            for (int i = 0; i < before.size(); i++) {
                INDArray after = training.parameters().get(i).gradient();
                double factor = after.norm2Number().doubleValue()
                        / before.get(i).norm2Number().doubleValue();
                assertThat(after.toFloatVector())
                        .containsExactly(before.get(i).mul(factor).toFloatVector(), within(1e-6f));
                factors.add(String.format(Locale.ROOT, "%.1f", factor));
            }
        }
    }

    @Test
    void showsTheArraysOfTheNetworkAndWhatTheyAreFor() {
        List<String> shown = new ArrayList<>();
        List<Parameter> parameters = new ArrayList<>();
        Hook showing = new Hook() {
            @Override
            public void begin(Training training) {
                training.parameters().forEach(parameter -> shown.add(parameter.path() + " " + parameter.role()));
                parameters.addAll(training.parameters());
                assertThat(training.parameters(List.of("*.W", "norm")))
                        .extracting(Parameter::path)
                        .containsExactly(
                                "hidden.W", "norm.gamma", "norm.beta", "norm.mean", "norm.log10stdev", "logits.W");
                assertThatThrownBy(() -> training.parameters(List.of("hidden", "nrom*")))
                        .isInstanceOf(IncompatibleException.class)
                        .hasMessage("'nrom*' fits no layer of the network; did you mean 'norm'?");
            }
        };

        TrainingResult result = train(VECTORS, NORMALIZED, stage(1, false, showing));

        assertThat(shown)
                .containsExactly(
                        "hidden.W " + Role.WEIGHT,
                        "hidden.b " + Role.BIAS,
                        "norm.gamma " + Role.BIAS,
                        "norm.beta " + Role.BIAS,
                        "norm.mean " + Role.STATISTIC,
                        "norm.log10stdev " + Role.STATISTIC,
                        "logits.W " + Role.WEIGHT,
                        "logits.b " + Role.BIAS);
        for (Parameter parameter : parameters) {
            INDArray own = result.network().paramTable().get(parameter.layer() + "_" + parameter.name());
            assertThat(parameter.values().toFloatVector())
                    .as(parameter.path())
                    .containsExactly(own.dup('f').data().asFloat());
        }
    }

    private static TrainingResult train(Dataset data, NetworkModel model, Stage... stages) {
        return new NetworkTrainer(
                        model,
                        data,
                        new Fold(TRAINING, VALIDATION, VALIDATION),
                        Scoring.of(data.task().first(), Map.of("cross-entropy", new MeanCrossEntropy())),
                        new Seed(3),
                        epoch -> {})
                .train(List.of(stages));
    }

    private static float[] weights(TrainingResult result) {
        return result.network().params().toFloatVector();
    }

    private static Stage stage(int epochs, boolean keepBest, Hook... hooks) {
        Sampler halves = epoch -> List.of(
                IntStream.of(epoch.rows()).filter(row -> row % 2 == 0).toArray(),
                IntStream.of(epoch.rows()).filter(row -> row % 2 == 1).toArray());
        return stage(halves, epochs, keepBest, hooks);
    }

    private static Stage stage(Sampler sampler, int epochs, boolean keepBest, Hook... hooks) {
        Spec<Optimizer> optimizer = new Spec<>("unused", Optimizer.class, new NoParams(), "test");
        Spec<Schedule> schedule = new Spec<>("unused", Schedule.class, new NoParams(), "test");
        return new Stage(
                        List.of(new CrossEntropy()),
                        sampler,
                        new AdamAt(),
                        (base, moment) -> base,
                        new TrainerSettings(
                                epochs, optimizer, schedule, 0, Optional.empty(), Optional.empty(), keepBest))
                .with(List.of(hooks));
    }

    private record NoParams() {}

    private record AdamAt() implements Optimizer {
        @Override
        public double learningRate() {
            return 0.02;
        }

        @Override
        public IUpdater updater(ISchedule schedule) {
            return new Adam(schedule);
        }
    }

    private record MeanCrossEntropy() implements RowMetric {
        @Override
        public boolean higherIsBetter() {
            return false;
        }

        @Override
        public double value(RowHead labels, float[][] targets, float[][] probabilities) {
            double sum = 0;
            for (int row = 0; row < targets.length; row++) {
                for (int label = 0; label < labels.width(); label++) {
                    double probability = probabilities[row][label];
                    sum -= Math.log(targets[row][label] == 1 ? probability : 1 - probability);
                }
            }
            return sum / targets.length / labels.width();
        }
    }
}
