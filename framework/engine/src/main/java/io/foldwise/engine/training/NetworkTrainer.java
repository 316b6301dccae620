package io.foldwise.engine.training;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.model.NetworkAssembly;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.training.Schedule.Moment;
import io.foldwise.spi.validation.Fold;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The common trainer: fits any {@link NetworkModel} to one fold, stage by stage, each stage from the weights of the one
 * before. Equal arguments give equal weights, bit for bit, on one machine type with one number of threads. A trainer is
 * used once: its history would go on where the training before ended.
 */
public final class NetworkTrainer {

    private final NetworkModel model;
    private final Dataset data;
    private final Fold fold;
    private final Scoring scoring;
    private final Seed seed;
    private final Consumer<EpochReport> progress;
    private final List<EpochReport> history = new ArrayList<>();
    private final float[][] validationTargets;

    /** @param progress is told of every finished epoch */
    public NetworkTrainer(
            NetworkModel model, Dataset data, Fold fold, Scoring scoring, Seed seed, Consumer<EpochReport> progress) {
        this.model = model;
        this.data = data;
        this.fold = fold;
        this.scoring = scoring;
        this.seed = seed;
        this.progress = progress;
        this.validationTargets = Scoring.targets(data, fold.validation());
    }

    /**
     * Trains. To be called once.
     *
     * @throws TrainingStoppedException if the loss is no longer a finite number
     */
    public TrainingResult train(List<Stage> stages) {
        return train(stages, StopRule.NONE);
    }

    /** As {@link #train(List)}, unless a rule gives the training up before it ends. */
    public TrainingResult train(List<Stage> stages, StopRule rule) {
        ComputationGraph network = null;
        String stopReason = "";
        boolean givenUp = false;
        int planned = epochs(stages);
        for (int number = 0; number < stages.size() && !givenUp; number++) {
            LearningRate rate = new LearningRate();
            ComputationGraph next = network(stages.get(number), rate, number);
            if (network != null) {
                next.setParams(network.params());
            }
            network = next;
            Place place = new Place(number, epochs(stages.subList(0, number)), planned);
            StageRun stage = new StageRun(place, stages.get(number), network, rate, rule);
            stopReason = stage.run();
            givenUp = stage.givenUp;
        }
        return new TrainingResult(network, history, stopReason, givenUp);
    }

    private static int epochs(List<Stage> stages) {
        return stages.stream().mapToInt(stage -> stage.settings().epochs()).sum();
    }

    private ComputationGraph network(Stage stage, LearningRate rate, int number) {
        Seed stageSeed = seed.branch("network", number);
        Nd4j.getRandom().setSeed(stageSeed.value());
        OptionalDouble clipNorm =
                stage.settings().clipNorm().map(OptionalDouble::of).orElse(OptionalDouble.empty());
        return NetworkAssembly.network(
                model,
                data.input(),
                data.labels(),
                stage.loss(),
                new NetworkAssembly.Settings(
                        stageSeed,
                        DataType.FLOAT,
                        stage.optimizer().updater(rate),
                        stage.settings().l2(),
                        clipNorm));
    }

    /**
     * Where a stage stands in the whole training.
     *
     * @param number of the stage, from 0
     * @param epochsBefore how many epochs the stages before it have at most
     * @param epochsPlanned how many all stages have at most
     */
    private record Place(int number, int epochsBefore, int epochsPlanned) {}

    /** One stage: its epochs, its best weights, its patience. */
    private final class StageRun {
        private final Place place;
        private final Stage stage;
        private final ComputationGraph network;
        private final LearningRate rate;
        private final StopRule rule;
        private final String watched;
        private final int patience;
        private final Supplier<double[]> startLosses;
        private final List<Double> validationLosses = new ArrayList<>();
        private double best = Double.NaN;
        private int epochsSinceBest;
        private INDArray bestWeights;
        private boolean givenUp;

        StageRun(Place place, Stage stage, ComputationGraph network, LearningRate rate, StopRule rule) {
            this.place = place;
            this.stage = stage;
            this.network = network;
            this.rate = rate;
            this.rule = rule;
            this.watched =
                    stage.settings().earlyStop().flatMap(stop -> stop.metric()).orElse(scoring.headline());
            this.patience =
                    stage.settings().earlyStop().map(stop -> stop.patience()).orElse(Integer.MAX_VALUE);
            INDArray startWeights = network.params().dup();
            this.startLosses = new SampleLosses(network, startWeights, data, fold.train());
        }

        /** Trains the stage's epochs, leaves the chosen weights in the network, and says why it ended. */
        String run() {
            String reason = "all " + stage.settings().epochs() + " epochs done";
            try (BatchQueue queue = new BatchQueue()) {
                for (int epoch = 0; epoch < stage.settings().epochs(); epoch++) {
                    EpochReport report = epoch(epoch, queue);
                    history.add(report);
                    progress.accept(report);
                    if (epochsSinceBest >= patience) {
                        reason = watched + " no better for " + patience + " epochs";
                        break;
                    }
                    Optional<String> noProspects = rule.reason(history);
                    if (noProspects.isPresent()) {
                        reason = noProspects.get();
                        givenUp = true;
                        break;
                    }
                }
            }
            if (stage.settings().keepBest() && bestWeights != null) {
                network.setParams(bestWeights);
            }
            return Double.isNaN(best) ? reason + "; " + watched + " was not defined after any of them" : reason;
        }

        private EpochReport epoch(int epoch, BatchQueue queue) {
            Seed epochSeed = seed.branch("stage", place.number()).branch("epoch", epoch);
            List<int[]> batches = stage.sampler()
                    .batches(new EpochView(
                            data, fold.train(), epoch, stage.settings().epochs(), epochSeed, startLosses));
            long started = System.nanoTime();
            int samples = 0;
            int done = 0;
            double lossSum = 0;
            for (Iterator<Batch> ready = queue.batches(data, batches); ready.hasNext(); done++) {
                Batch batch = ready.next();
                rate.set(stage.schedule().learningRate(stage.optimizer().learningRate(), moment(epoch, done, batches)));
                batch.fit(network);
                Steps.made(1);
                double loss = network.score();
                if (!Double.isFinite(loss)) {
                    throw new TrainingStoppedException("diverged: the loss became " + loss + " in epoch " + (epoch + 1)
                            + ", batch " + (done + 1) + "; try a smaller learning rate or trainer.clip-norm");
                }
                lossSum += loss * batch.size();
                samples += batch.size();
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            Map<String, Double> validation = validate(epoch);
            boolean isBest = remember(validation.get(watched));
            return new EpochReport(
                    place.number(),
                    epoch + 1,
                    place.epochsBefore() + epoch + 1,
                    place.epochsPlanned(),
                    lossSum / samples,
                    rate.valueAt(0, 0),
                    validation,
                    isBest,
                    seconds,
                    samples / seconds);
        }

        private Moment moment(int epoch, int done, List<int[]> batches) {
            return Moment.of(epoch, done, batches.size(), stage.settings().epochs(), validationLosses);
        }

        private Map<String, Double> validate(int epoch) {
            float[][] logits = Inference.logits(network, data, fold.validation());
            for (float[] row : logits) {
                for (float logit : row) {
                    if (!Float.isFinite(logit)) {
                        throw new TrainingStoppedException("diverged: a logit became " + logit + " after epoch "
                                + (epoch + 1) + "; try a smaller learning rate or trainer.clip-norm");
                    }
                }
            }
            return scoring.values(data.labels(), validationTargets, Inference.probabilities(logits));
        }

        /**
         * Keeps the weights of the best score, and as long as there is none those of the latest epoch.
         *
         * @return whether this is the best score so far
         */
        private boolean remember(double value) {
            double goodness = scoring.goodness(watched, value);
            validationLosses.add(-goodness);
            if (goodness > best || Double.isNaN(best)) {
                best = goodness;
                epochsSinceBest = 0;
                bestWeights = network.params().dup();
                return !Double.isNaN(best);
            }
            epochsSinceBest++;
            return false;
        }
    }
}
