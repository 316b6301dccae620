package io.foldwise.plugin.standard.hook;

import io.foldwise.contracts.TinyData;
import io.foldwise.engine.training.NetworkTrainer;
import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.training.Stage;
import io.foldwise.engine.training.TrainerSettings;
import io.foldwise.plugin.standard.loss.BinaryCrossEntropy;
import io.foldwise.plugin.standard.metric.LogLoss;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Optimizer;
import io.foldwise.spi.training.Sampler;
import io.foldwise.spi.training.Schedule;
import io.foldwise.spi.validation.Fold;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;

/** Trains a tiny network with hooks, in the real trainer, with plain gradient descent. */
final class Lesson {

    static final Dataset DATA = TinyData.vectors();
    static final double RATE = 0.5;

    /** One layer, {@code logits}: {@code [batch, 6]} to {@code [batch, 3]}. */
    static final NetworkModel LINEAR = (graph, input) -> {
        graph.addLayer("logits", dense(DATA.task().width(), Activation.IDENTITY), input);
        return "logits";
    };

    /** With a hidden layer, {@code hidden}, before {@code logits}. */
    static final NetworkModel DEEP = (graph, input) -> {
        graph.addLayer("hidden", dense(5, Activation.TANH), input)
                .addLayer("logits", dense(DATA.task().width(), Activation.IDENTITY), "hidden");
        return "logits";
    };

    /** With batch normalization, {@code norm}, between {@code hidden}, which is linear here, and {@code logits}. */
    static final NetworkModel NORMALIZED = (graph, input) -> {
        graph.addLayer("hidden", dense(5, Activation.IDENTITY), input)
                .addLayer("norm", new BatchNormalization.Builder().build(), "hidden")
                .addLayer("logits", dense(DATA.task().width(), Activation.IDENTITY), "norm");
        return "logits";
    };

    private Lesson() {}

    private static DenseLayer dense(int size, Activation activation) {
        return new DenseLayer.Builder().nOut(size).activation(activation).build();
    }

    /** The rows that are trained on: all of them, which are validated as well. */
    static int[] rows() {
        return IntStream.range(0, DATA.size()).toArray();
    }

    /** Two batches an epoch; the last epoch is kept. */
    static float[] train(NetworkModel model, int epochs, Hook... hooks) {
        Sampler halves = epoch -> List.of(half(epoch.rows(), 0), half(epoch.rows(), 1));
        return train(model, epochs, halves, hooks);
    }

    /** One batch an epoch; the last epoch is kept. */
    static float[] trainWhole(NetworkModel model, int epochs, Hook... hooks) {
        return train(model, epochs, epoch -> List.of(epoch.rows()), hooks);
    }

    private static int[] half(int[] rows, int which) {
        return IntStream.of(rows).filter(row -> row % 2 == which).toArray();
    }

    /** The weights that are kept. */
    private static float[] train(NetworkModel model, int epochs, Sampler sampler, Hook... hooks) {
        Spec<Optimizer> optimizer = new Spec<>("unused", Optimizer.class, new NoParams(), "test");
        Spec<Schedule> schedule = new Spec<>("unused", Schedule.class, new NoParams(), "test");
        Stage stage = new Stage(
                        List.of(new BinaryCrossEntropy(DATA.task().first())),
                        sampler,
                        new Descent(),
                        (base, moment) -> base,
                        new TrainerSettings(epochs, optimizer, schedule, 0, Optional.empty(), Optional.empty(), false))
                .with(List.of(hooks));
        Scoring scoring = Scoring.of(
                DATA.task().first(),
                Map.of(
                        "log-loss",
                        new LogLoss(new LogLoss.Params(1e-7), DATA.task().first())));
        Fold fold = new Fold(rows(), rows(), rows());
        return new NetworkTrainer(model, DATA, fold, scoring, new Seed(7), epoch -> {})
                .train(List.of(stage))
                .network()
                .params()
                .toFloatVector();
    }

    private record NoParams() {}

    private record Descent() implements Optimizer {
        @Override
        public double learningRate() {
            return RATE;
        }

        @Override
        public IUpdater updater(ISchedule schedule) {
            return new Sgd(schedule);
        }
    }
}
