package io.foldwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.sample.CrossEntropy;
import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.engine.weights.Start;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.training.Optimizer;
import io.foldwise.spi.training.Schedule;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.RowMetric;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;

/** Stages that train for another task: what both networks have in common goes on, and nothing else. */
final class OtherTaskTest {

    private static final LabelSchema TWO = TinyVectors.schema(2);
    private static final LabelSchema THREE = TinyVectors.schema(3);
    private static final Dataset DATA = TinyVectors.of(4, TWO, 40, new Seed(5));
    private static final Dataset OTHERS = TinyVectors.of(4, THREE, 30, new Seed(6));
    private static final int[] ROWS = IntStream.range(0, 40).toArray();

    @Test
    void theNextStageStartsFromWhatBothNetworksHave() {
        TrainingResult alone = train(still());
        TrainingResult after = train(other("hidden", 3), still());

        assertThat(after.network().getParam("hidden_W"))
                .as("learned for the other task")
                .isNotEqualTo(alone.network().getParam("hidden_W"));
        assertThat(after.network().getParam("logits_W").columns())
                .as("answers of its own task")
                .isEqualTo(2);
    }

    @Test
    void answersOfTheExperimentOutlastAStageForAnotherTask() {
        TrainingResult learned = train(learning());
        TrainingResult after = train(learning(), other("hidden", 3), still());

        assertThat(after.network().getParam("logits_W"))
                .isEqualTo(learned.network().getParam("logits_W"));
        assertThat(after.network().getParam("hidden_W"))
                .isNotEqualTo(learned.network().getParam("hidden_W"));
    }

    @Test
    void nothingIsValidatedInIt() {
        TrainingResult result = train(other("hidden", 3), learning());

        assertThat(result.history().subList(0, 3))
                .allSatisfy(epoch -> assertThat(epoch.validation().get("any")).isNaN())
                .noneMatch(EpochReport::best);
        assertThat(result.history().get(3).validation().get("any")).isNotNaN();
        assertThat(result.bestEpoch()).isGreaterThan(3);
    }

    @Test
    void isTheSameEveryTime() {
        assertThat(train(other("hidden", 3), learning()).network().params())
                .isEqualTo(train(other("hidden", 3), learning()).network().params());
    }

    @Test
    void networksWithNothingInCommonAreRefused() {
        assertThatThrownBy(() -> train(other("elsewhere", 3), still()))
                .isInstanceOf(TrainingStoppedException.class)
                .hasMessageContaining("no weights in common");
    }

    private static TrainingResult train(Stage... stages) {
        Scoring scoring = Scoring.of(TWO, Map.of("any", (RowMetric) new Zero()));
        return new NetworkTrainer(
                        model("hidden", 2), DATA, new Fold(ROWS, ROWS, ROWS), scoring, new Seed(3), epoch -> {})
                .train(Arrays.asList(stages));
    }

    private static NetworkModel model(String hidden, int labels) {
        return (graph, input) -> {
            String logits = hidden.equals("hidden") ? "logits" : "answers";
            graph.addLayer(hidden, dense(5, Activation.TANH), input)
                    .addLayer(logits, dense(labels, Activation.IDENTITY), hidden);
            return logits;
        };
    }

    private static DenseLayer dense(int size, Activation activation) {
        return new DenseLayer.Builder().nOut(size).activation(activation).build();
    }

    private static Stage other(String hidden, int epochs) {
        Stage stage = stage(0.5, epochs);
        StageRows rows = new StageRows(OTHERS, IntStream.range(0, 30).toArray(), "told");
        return new Stage(
                stage.losses(),
                stage.sampler(),
                stage.optimizer(),
                stage.schedule(),
                stage.settings(),
                List.of(),
                Start.PLAIN,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                new Material(Optional.of(rows), Optional.empty()),
                Optional.of(new OtherTask(model(hidden, 3), OTHERS.input(), OTHERS.task())));
    }

    private static Stage learning() {
        return stage(0.5, 2);
    }

    /** Leaves the weights as they are. */
    private static Stage still() {
        return stage(0, 1);
    }

    private static Stage stage(double rate, int epochs) {
        Optimizer descent = new Optimizer() {
            @Override
            public double learningRate() {
                return rate;
            }

            @Override
            public IUpdater updater(ISchedule schedule) {
                return new Sgd(schedule);
            }
        };
        Spec<Optimizer> optimizer = new Spec<>("unused", Optimizer.class, new NoParams(), "test");
        Spec<Schedule> schedule = new Spec<>("unused", Schedule.class, new NoParams(), "test");
        return new Stage(
                List.of(new CrossEntropy()),
                epoch -> List.of(epoch.rows()),
                descent,
                (base, moment) -> base,
                new TrainerSettings(epochs, optimizer, schedule, 0, Optional.empty(), Optional.empty(), false));
    }

    private record NoParams() {}

    private static final class Zero implements RowMetric {

        @Override
        public boolean higherIsBetter() {
            return false;
        }

        @Override
        public double value(RowHead head, float[][] targets, float[][] predictions) {
            return 0;
        }
    }
}
