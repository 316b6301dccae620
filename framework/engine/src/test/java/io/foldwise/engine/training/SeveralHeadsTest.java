package io.foldwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.engine.sample.CrossEntropy;
import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.engine.training.Scoring.Measure;
import io.foldwise.engine.training.WeightedLoss.Term;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.training.Loss;
import io.foldwise.spi.training.Optimizer;
import io.foldwise.spi.training.Schedule;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.RowMetric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;

/** One network that answers yes-or-no questions and estimates quantities; steps are plain, so that weights of losses tell. */
final class SeveralHeadsTest {

    private static final LabelSchema LABELS = TinyVectors.schema(2);
    private static final Quantities SIZE = new Quantities("size", List.of("sum", "difference"));
    private static final Dataset DATA = new Answers(TinyVectors.of(4, LABELS, 60, new Seed(5)));
    private static final Fold FOLD = new Fold(
            IntStream.range(0, 40).toArray(),
            IntStream.range(40, 60).toArray(),
            IntStream.range(40, 60).toArray());
    private static final Loss CROSS_ENTROPY = new CrossEntropy();
    private static final Loss SQUARES = SeveralHeadsTest::squares;

    @Test
    void allHeadsLearn() {
        TrainingResult result = train(60, weighted(1, CROSS_ENTROPY), weighted(1, SQUARES));

        Map<String, Double> scores = last(result);
        assertThat(scores.get("labels-errors")).isLessThan(0.25);
        assertThat(scores.get("size-squares")).isLessThan(0.1);
    }

    @Test
    void aLossOfLittleWeightTeachesLittle() {
        double much = last(train(60, weighted(1, CROSS_ENTROPY), weighted(1, SQUARES)))
                .get("size-squares");
        Map<String, Double> scores = last(train(60, weighted(1, CROSS_ENTROPY), weighted(0.0001, SQUARES)));

        assertThat(scores.get("size-squares")).isGreaterThan(10 * much);
        assertThat(scores.get("labels-errors")).isLessThan(0.25);
    }

    @Test
    void whatIsReportedIsTheWeightedSum() {
        double both = firstLoss(weighted(2, CROSS_ENTROPY), weighted(0.25, SQUARES));
        double labels = firstLoss(weighted(1, CROSS_ENTROPY), nothing());
        double size = firstLoss(nothing(), weighted(1, SQUARES));

        assertThat(both).isCloseTo(2 * labels + 0.25 * size, within(1e-5));
    }

    @Test
    void aHeadWithoutLossKeepsItsWeights() {
        INDArray weights =
                train(2, weighted(1, CROSS_ENTROPY), nothing()).network().getParam("logits_b");

        assertThat(weights.toFloatVector()).endsWith(0, 0);
        assertThat(weights.getFloat(0)).isNotZero();
    }

    private static Loss weighted(double weight, Loss loss) {
        return WeightedLoss.of(List.of(new Term(weight, loss)));
    }

    private static Loss nothing() {
        return WeightedLoss.of(List.of());
    }

    /** The loss of the first batch, which is the first epoch. */
    private static double firstLoss(Loss ofLabels, Loss ofSize) {
        return train(1, ofLabels, ofSize).history().get(0).loss();
    }

    private static Map<String, Double> last(TrainingResult result) {
        return result.history().get(result.history().size() - 1).validation();
    }

    private static TrainingResult train(int epochs, Loss ofLabels, Loss ofSize) {
        LinkedHashMap<String, Measure> metrics = new LinkedHashMap<>();
        metrics.put("labels-errors", new Measure(LABELS, (Errors) SeveralHeadsTest::errors));
        metrics.put("size-squares", new Measure(SIZE, (Errors) SeveralHeadsTest::squares));
        NetworkModel model = (graph, input) -> {
            graph.addLayer("hidden", dense(12, Activation.TANH), input)
                    .addLayer("logits", dense(DATA.task().width(), Activation.IDENTITY), "hidden");
            return "logits";
        };
        return new NetworkTrainer(model, DATA, FOLD, new Scoring(metrics), new Seed(3), epoch -> {})
                .train(List.of(stage(epochs, List.of(ofLabels, ofSize))));
    }

    private static DenseLayer dense(int size, Activation activation) {
        return new DenseLayer.Builder().nOut(size).activation(activation).build();
    }

    private static Stage stage(int epochs, List<Loss> losses) {
        Optimizer descent = new Optimizer() {
            @Override
            public double learningRate() {
                return 0.3;
            }

            @Override
            public IUpdater updater(ISchedule schedule) {
                return new Sgd(schedule);
            }
        };
        Spec<Optimizer> optimizer = new Spec<>("unused", Optimizer.class, new NoParams(), "test");
        Spec<Schedule> schedule = new Spec<>("unused", Schedule.class, new NoParams(), "test");
        return new Stage(
                losses,
                epoch -> List.of(epoch.rows()),
                descent,
                (base, moment) -> base,
                new TrainerSettings(epochs, optimizer, schedule, 0, Optional.empty(), Optional.empty(), false));
    }

    private record NoParams() {}

    /** The mean square. */
    private static double squares(double[] logits, double[] targets, int rows, int cells, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < rows * cells; i++) {
            double error = logits[i] - targets[i];
            gradient[i] = 2 * error / rows / cells;
            sum += error * error / rows / cells;
        }
        return sum;
    }

    private static double squares(RowHead head, float[][] targets, float[][] predictions) {
        double sum = 0;
        for (int row = 0; row < targets.length; row++) {
            for (int column = 0; column < head.width(); column++) {
                double error = targets[row][column] - predictions[row][column];
                sum += error * error / targets.length / head.width();
            }
        }
        return sum;
    }

    /** The share of labels that are on the wrong side of a half. */
    private static double errors(RowHead head, float[][] targets, float[][] predictions) {
        double sum = 0;
        for (int row = 0; row < targets.length; row++) {
            for (int column = 0; column < head.width(); column++) {
                sum += Math.round(predictions[row][column]) == targets[row][column] ? 0 : 1;
            }
        }
        return sum / targets.length / head.width();
    }

    /** The smaller the better. */
    private interface Errors extends RowMetric {
        @Override
        default boolean higherIsBetter() {
            return false;
        }
    }

    /** Vectors with their labels, and the sum and the difference of their first two numbers. */
    private record Answers(Dataset vectors) implements Dataset {

        @Override
        public int size() {
            return vectors.size();
        }

        @Override
        public String id(int row) {
            return vectors.id(row);
        }

        @Override
        public InputShape input() {
            return vectors.input();
        }

        @Override
        public Task task() {
            return Task.of(LABELS, SIZE);
        }

        @Override
        public boolean labelled() {
            return true;
        }

        @Override
        public float[] targets(int row) {
            float[] numbers = vectors.features(new int[] {row}).values().toFloatVector();
            float[] labels = vectors.targets(row);
            return new float[] {labels[0], labels[1], numbers[0] + numbers[1], numbers[0] - numbers[1]};
        }

        @Override
        public Features features(int[] rows) {
            return vectors.features(rows);
        }
    }
}
