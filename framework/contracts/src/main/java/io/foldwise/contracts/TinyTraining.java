package io.foldwise.contracts;

import io.foldwise.engine.training.NetworkTrainer;
import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.training.Stage;
import io.foldwise.engine.training.TrainerSettings;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Optimizer;
import io.foldwise.spi.training.Schedule;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.RowMetric;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Trains a network on tiny data with the real trainer, by plain gradient descent on the mean cross-entropy: for tests of
 * hooks, which can be computed by hand so.
 */
public final class TinyTraining {

    /** The learning rate. */
    public static final double RATE = 0.5;

    private static final Seed SEED = new Seed(7);

    private TinyTraining() {}

    /**
     * The weights that are kept after some epochs: those of the last one, its hooks permitting.
     *
     * @param data all of its samples are trained on
     * @param batches how many an epoch has; sample {@code i} is in batch {@code i % batches}
     */
    public static float[] keptWeights(NetworkModel model, Dataset data, int epochs, int batches, Hook... hooks) {
        int[] rows = IntStream.range(0, data.size()).toArray();
        Spec<Optimizer> optimizer = new Spec<>("unused", Optimizer.class, new NoParams(), "test");
        Spec<Schedule> schedule = new Spec<>("unused", Schedule.class, new NoParams(), "test");
        Stage stage = new Stage(
                        List.of(new CrossEntropy()),
                        epoch -> IntStream.range(0, batches)
                                .mapToObj(batch -> IntStream.of(epoch.rows())
                                        .filter(row -> row % batches == batch)
                                        .toArray())
                                .toList(),
                        new Descent(),
                        (base, moment) -> base,
                        new TrainerSettings(epochs, optimizer, schedule, 0, Optional.empty(), Optional.empty(), false))
                .with(List.of(hooks));
        Scoring scoring = Scoring.of(data.task().first(), Map.of("unused", new NoMetric()));
        return new NetworkTrainer(model, data, new Fold(rows, rows, rows), scoring, SEED, epoch -> {})
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

    private record NoMetric() implements RowMetric {
        @Override
        public boolean higherIsBetter() {
            return true;
        }

        @Override
        public double value(RowHead head, float[][] targets, float[][] predictions) {
            return 0;
        }
    }
}
