package io.foldwise.engine.training;

import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.engine.weights.Start;
import io.foldwise.engine.weights.Transfer;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.training.Examples;
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
 * before, be they better or worse than those of stages before that. What is kept in the end is the best epoch of all stages,
 * by what the last one watches, unless the last stage is told to keep its last epoch. Equal arguments give equal weights, bit for bit, on one machine type with one number of threads. A trainer is
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

    /** @param progress is told of every finished epoch */
    public NetworkTrainer(
            NetworkModel model, Dataset data, Fold fold, Scoring scoring, Seed seed, Consumer<EpochReport> progress) {
        this.model = model;
        this.data = data;
        this.fold = fold;
        this.scoring = scoring;
        this.seed = seed;
        this.progress = progress;
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
        boolean keepBest = false;
        int planned = epochs(stages);
        String deciding = watched(stages.get(stages.size() - 1));
        BestEpoch best = new BestEpoch();
        List<Transfer> transfers = new ArrayList<>();
        for (int number = 0; number < stages.size() && !givenUp; number++) {
            LearningRate rate = new LearningRate();
            ComputationGraph next = network(stages.get(number), rate, number);
            if (network != null) {
                next.setParams(network.params());
            }
            network = next;
            stages.get(number).start().begin(network).ifPresent(transfers::add);
            Place place = new Place(number, epochs(stages.subList(0, number)), planned);
            StageRun stage = new StageRun(place, stages.get(number), network, rate, rule, best, deciding);
            stopReason = stage.run();
            givenUp = stage.givenUp;
            keepBest = stages.get(number).settings().keepBest();
        }
        if (keepBest) {
            network.setParams(best.weights());
            stopReason += keptOfAnotherStage();
        }
        return new TrainingResult(Start.finished(network), history, stopReason, givenUp, transfers);
    }

    /** Names the epoch that is kept if it is not of the stage in which training ended. */
    private String keptOfAnotherStage() {
        int last = history.get(history.size() - 1).stage();
        return history.stream()
                .filter(EpochReport::best)
                .reduce((earlier, later) -> later)
                .filter(kept -> kept.stage() != last)
                .map(kept -> "; kept is epoch " + kept.epoch() + " of stage " + kept.stage() + " as the best of all")
                .orElse("");
    }

    /** The metric that a stage's patience and schedule look at. */
    private String watched(Stage stage) {
        return stage.settings().earlyStop().flatMap(stop -> stop.metric()).orElse(scoring.headline());
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
                stage.start().freezing(model),
                data.input(),
                data.task(),
                stage.losses(),
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
        private final BestEpoch bestOfAll;
        private final String deciding;
        private final String watched;
        private final int patience;
        private final Supplier<double[]> startLosses;
        private final Optional<HookedTraining> hooked;
        private final Examples.Cut cut;
        private final List<Double> validationLosses = new ArrayList<>();
        private final BestEpoch best = new BestEpoch();
        private List<int[]> batchesOfEpoch = List.of();
        private int epochsSinceBest;
        private boolean givenUp;

        StageRun(
                Place place,
                Stage stage,
                ComputationGraph network,
                LearningRate rate,
                StopRule rule,
                BestEpoch bestOfAll,
                String deciding) {
            this.place = place;
            this.stage = stage;
            this.network = network;
            this.rate = rate;
            this.rule = rule;
            this.bestOfAll = bestOfAll;
            this.deciding = deciding;
            this.watched = watched(stage);
            this.patience =
                    stage.settings().earlyStop().map(stop -> stop.patience()).orElse(Integer.MAX_VALUE);
            this.cut = stage.examples()
                    .map(examples -> examples.cut(data, fold.train()))
                    .orElseGet(() -> new Examples.Cut(data, fold.train()));
            INDArray startWeights = network.params().dup();
            this.startLosses = new SampleLosses(network, startWeights, cut.data(), cut.rows(), stage.losses());
            this.hooked = stage.hooks().isEmpty() ? Optional.empty() : Optional.of(hooked());
        }

        private HookedTraining hooked() {
            return new HookedTraining(
                    network,
                    data.task(),
                    stage.hooks(),
                    stage.settings().epochs(),
                    seed.branch("hooks", place.number()),
                    () -> batchesOfEpoch.stream()
                            .map(rows -> Batch.of(cut.data(), rows).arrays())
                            .iterator());
        }

        /** Trains the stage's epochs, leaves the weights that the next one starts from in the network, and says why it ended. */
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
            hooked.ifPresent(HookedTraining::end);
            if (stage.settings().keepBest()) {
                network.setParams(best.weights());
            }
            return best.isScored() ? reason : reason + "; " + watched + " was not defined after any of them";
        }

        private EpochReport epoch(int epoch, BatchQueue queue) {
            Seed epochSeed = seed.branch("stage", place.number()).branch("epoch", epoch);
            List<int[]> batches = stage.sampler()
                    .batches(new EpochView(
                            cut.data(), cut.rows(), epoch, stage.settings().epochs(), epochSeed, startLosses));
            batchesOfEpoch = batches;
            long started = System.nanoTime();
            int samples = 0;
            int done = 0;
            double lossSum = 0;
            Iterator<Batch> ready =
                    queue.batches(batches.size(), number -> batch(batches.get(number), epochSeed, number));
            for (; ready.hasNext(); done++) {
                Batch batch = ready.next();
                rate.set(stage.schedule().learningRate(stage.optimizer().learningRate(), moment(epoch, done, batches)));
                fit(batch, epoch);
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
            double mean = lossSum / samples;
            int trained = samples;
            return hooked.map(hooks -> hooks.withKept(() -> report(epoch, mean, trained, seconds)))
                    .orElseGet(() -> report(epoch, mean, trained, seconds));
        }

        private void fit(Batch batch, int epoch) {
            if (hooked.isPresent()) {
                hooked.get().fit(batch.arrays(), epoch, rate.valueAt(0, 0));
            } else {
                batch.fit(network);
            }
        }

        /** Validates the weights that the network has now, and remembers them if they are the best. */
        private EpochReport report(int epoch, double loss, int samples, double seconds) {
            Map<String, Double> validation = validate(epoch);
            boolean isBest = remember(validation);
            return new EpochReport(
                    place.number(),
                    epoch + 1,
                    place.epochsBefore() + epoch + 1,
                    place.epochsPlanned(),
                    loss,
                    rate.valueAt(0, 0),
                    validation,
                    isBest,
                    seconds,
                    samples / seconds);
        }

        private Batch batch(int[] rows, Seed epochSeed, int number) {
            return Batch.of(cut.data(), rows)
                    .augmented(
                            stage.augmentations(),
                            epochSeed.branch("augmentation", number).random());
        }

        private Moment moment(int epoch, int done, List<int[]> batches) {
            return Moment.of(epoch, done, batches.size(), stage.settings().epochs(), validationLosses);
        }

        private Map<String, Double> validate(int epoch) {
            Measurement measurement = new Measurement(scoring, data, fold.validation());
            if (stage.inference().isPresent()) {
                ForwardPass.predictions(network, stage.inference(), data, fold.validation(), (place, predictions) -> {
                    requireFinite(predictions, epoch);
                    measurement.accept(place, predictions);
                });
            } else {
                ForwardPass.logits(network, data, fold.validation(), (place, logits) -> {
                    requireFinite(logits, epoch);
                    measurement.accept(place, ForwardPass.predictions(data.task(), logits));
                });
            }
            return measurement.values();
        }

        private static void requireFinite(List<Tensor> logits, int epoch) {
            for (Tensor head : logits) {
                for (float logit : head.values()) {
                    if (!Float.isFinite(logit)) {
                        throw new TrainingStoppedException("diverged: a logit became " + logit + " after epoch "
                                + (epoch + 1) + "; try a smaller learning rate or trainer.clip-norm");
                    }
                }
            }
        }

        /**
         * Keeps the weights of the best epoch, of this stage and of all.
         *
         * @return whether this is the best score of all so far
         */
        private boolean remember(Map<String, Double> validation) {
            double ofStage = scoring.goodness(watched, validation.get(watched));
            double ofAll = scoring.goodness(deciding, validation.get(deciding));
            validationLosses.add(-ofStage);
            boolean bestOfStage = best.isBeatenBy(ofStage);
            boolean isBest = bestOfAll.isBeatenBy(ofAll);
            if (bestOfStage || isBest) {
                INDArray weights = network.params().dup();
                if (bestOfStage) {
                    best.replace(ofStage, weights);
                }
                if (isBest) {
                    bestOfAll.replace(ofAll, weights);
                }
            }
            epochsSinceBest = bestOfStage ? 0 : epochsSinceBest + 1;
            return isBest && bestOfAll.isScored();
        }
    }
}
