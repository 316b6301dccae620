package io.foldwise.engine.sweep;

import io.foldwise.engine.sample.CrossEntropy;
import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.engine.training.TrainingStoppedException;
import io.foldwise.spi.Default;
import io.foldwise.spi.PluginModule;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.ensemble.Ensembler;
import io.foldwise.spi.ensemble.SubmissionFormat;
import io.foldwise.spi.model.DirectModel;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.training.Epoch;
import io.foldwise.spi.training.Loss;
import io.foldwise.spi.training.Optimizer;
import io.foldwise.spi.training.Sampler;
import io.foldwise.spi.training.Schedule;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.RowMetric;
import io.foldwise.spi.validation.Split;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/** Everything a small sweep needs: tiny data, a model that costs nothing, and a network that costs little. */
public final class ToyPlugin extends PluginModule {

    /** What the experiments of tests share. */
    public static final String SHARED = "loss = bce, sampler = shuffled, metrics = [mlogloss], ensemble = mean,"
            + " trainer { optimizer { type = adam }, schedule { type = constant } }\n";

    @Override
    protected void plug() {
        component("toy", ToyReader.class);
        component("toy", ToySplit.class);
        component("guess", Guess.class);
        component("net", Net.class);
        component("bce", Bce.class);
        component("shuffled", AtOnce.class);
        component("adam", ToyAdam.class);
        component("constant", ToyConstant.class);
        component("mlogloss", ToyLoss.class);
        component("mean", ToyMean.class);
        component("toy", ToySubmission.class);
    }

    /** Every n-th sample, from a random start; validated with those held out, or with the first ten of the others. */
    public static final class ToySplit implements Split {
        public record Params(
                @Default("3") int folds,
                @Default("false") boolean validation,
                @Default("false") boolean grouped) {}

        private final int folds;
        private final boolean validation;
        private final boolean grouped;

        @Inject
        public ToySplit(Params params) {
            this.folds = params.folds();
            this.grouped = params.grouped();
            this.validation = params.validation();
        }

        @Override
        public OptionalInt folds() {
            return OptionalInt.of(folds);
        }

        @Override
        public boolean needsGroups() {
            return grouped;
        }

        @Override
        public List<Fold> split(Dataset data, SplittableRandom random) {
            int start = random.nextInt(folds);
            return IntStream.range(0, folds)
                    .mapToObj(fold -> {
                        int[] heldOut = IntStream.range(0, data.size())
                                .filter(row -> (row + start) % folds == fold)
                                .toArray();
                        int[] train = IntStream.range(0, data.size())
                                .filter(row -> (row + start) % folds != fold)
                                .toArray();
                        return validation
                                ? new Fold(
                                        Arrays.copyOfRange(train, 10, train.length), Arrays.copyOf(train, 10), heldOut)
                                : new Fold(train, heldOut, heldOut);
                    })
                    .toList();
        }
    }

    /** Knows the answers, is told how much of them to give away, and may break down. */
    public static final class Guess implements DirectModel {
        public record Params(
                @Default("1") double skill, @Default("none") Fault fault) {}

        public enum Fault {
            NONE,
            DIVERGES,
            BREAKS
        }

        private final Params params;

        @Inject
        public Guess(Params params) {
            this.params = params;
        }

        @Override
        public Fitted fit(Dataset data, int[] rows) {
            switch (params.fault()) {
                case DIVERGES -> throw new TrainingStoppedException("diverged: as it was told to");
                case BREAKS -> throw new IllegalStateException("broken");
                case NONE -> {}
            }
            return new Guesses(params.skill(), rows.length);
        }

        @Override
        public Fitted restore(Path file) throws IOException {
            return new Guesses(Double.parseDouble(Files.readString(file)), 0);
        }

        private record Guesses(double skill, int seen) implements Fitted {
            @Override
            public float[][] logits(Dataset data, int[] rows) {
                float[][] logits = new float[rows.length][];
                for (int i = 0; i < rows.length; i++) {
                    logits[i] = data.targets(rows[i]).clone();
                    SplittableRandom noise = new SplittableRandom(rows[i] + 1000L * seen);
                    for (int label = 0; label < logits[i].length; label++) {
                        logits[i][label] =
                                (float) (skill * (logits[i][label] - 0.5) + 0.2 * (noise.nextDouble() - 0.5));
                    }
                }
                return logits;
            }

            @Override
            public void save(Path file) throws IOException {
                Files.writeString(file, Double.toString(skill));
            }
        }
    }

    /** One hidden layer. */
    public static final class Net implements NetworkModel {
        public record Params(@Default("8") int hidden) {}

        private final int hidden;
        private final int labels;

        @Inject
        public Net(Params params, LabelSchema labels) {
            this.hidden = params.hidden();
            this.labels = labels.width();
        }

        @Override
        public String logits(GraphBuilder graph, String input) {
            graph.addLayer("hidden", dense(hidden, Activation.TANH), input);
            graph.addLayer("logits", dense(labels, Activation.IDENTITY), "hidden");
            return "logits";
        }

        private static DenseLayer dense(int size, Activation activation) {
            return new DenseLayer.Builder().nOut(size).activation(activation).build();
        }
    }

    public static final class Bce implements Loss {
        public record Params() {}

        @Inject
        public Bce(Params params) {}

        @Override
        public double evaluate(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
            return new CrossEntropy().evaluate(logits, targets, rows, labels, gradient);
        }
    }

    /** All rows in one batch. */
    public static final class AtOnce implements Sampler {
        public record Params() {}

        @Inject
        public AtOnce(Params params) {}

        @Override
        public List<int[]> batches(Epoch epoch) {
            return List.of(epoch.rows());
        }
    }

    public static final class ToyAdam implements Optimizer {
        public record Params(@Default("0.05") double lr) {}

        private final Params params;

        @Inject
        public ToyAdam(Params params) {
            this.params = params;
        }

        @Override
        public double learningRate() {
            return params.lr();
        }

        @Override
        public IUpdater updater(ISchedule learningRate) {
            return new Adam(learningRate);
        }
    }

    public static final class ToyConstant implements Schedule {
        public record Params() {}

        @Inject
        public ToyConstant(Params params) {}

        @Override
        public double learningRate(double base, Moment moment) {
            return base;
        }
    }

    /** The mean cross-entropy. */
    public static final class ToyLoss implements RowMetric {
        public record Params() {}

        @Inject
        public ToyLoss(Params params) {}

        @Override
        public boolean higherIsBetter() {
            return false;
        }

        @Override
        public double value(RowHead head, float[][] targets, float[][] predictions) {
            double sum = 0;
            for (int row = 0; row < targets.length; row++) {
                for (int label = 0; label < head.width(); label++) {
                    double probability =
                            targets[row][label] == 1 ? predictions[row][label] : 1 - predictions[row][label];
                    sum -= Math.log(Math.max(1e-7, probability)) / head.width() / targets.length;
                }
            }
            return sum;
        }
    }

    /** All folds of all trials. */
    public static final class ToyMean implements Ensembler {
        public record Params() {}

        @Inject
        public ToyMean(Params params) {}

        @Override
        public double[] weigh(Head head, List<Candidate> candidates) {
            return candidates.stream().mapToDouble(candidate -> 1).toArray();
        }
    }

    /** A line of numbers for every sample. */
    public static final class ToySubmission implements SubmissionFormat {
        public record Params() {}

        @Inject
        public ToySubmission(Params params) {}

        @Override
        public List<String> lines(Predictions predictions) {
            return IntStream.range(0, predictions.ids().size())
                    .mapToObj(row -> predictions.ids().get(row)
                            + Arrays.toString(
                                    predictions.of(TinyVectors.schema(3), row).values()))
                    .toList();
        }

        @Override
        public List<String> problems(List<String> lines, List<String> ids) {
            return lines.size() == ids.size() ? List.of() : List.of("wrong number of lines");
        }
    }
}
