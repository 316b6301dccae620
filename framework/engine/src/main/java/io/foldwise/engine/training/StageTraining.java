package io.foldwise.engine.training;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Examples;
import io.foldwise.spi.training.Schedule.Moment;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One stage: its epochs, its best weights, its patience. */
final class StageTraining {

    /**
     * Where a stage stands in the whole training.
     *
     * @param number of the stage, from 0
     * @param epochsBefore how many epochs the stages before it have at most
     * @param epochsPlanned how many all stages have at most
     */
    record Place(int number, int epochsBefore, int epochsPlanned) {}

    private final TrainedFold fold;
    private final Place place;
    private final Stage stage;
    private final ComputationGraph network;
    private final LearningRate rate;
    private final StopRule rule;
    private final BestEpoch bestOfAll;
    private final String deciding;
    private final List<EpochReport> history;
    private final Consumer<EpochReport> progress;
    private final String watched;
    private final int patience;
    private final Supplier<double[]> startLosses;
    private final Optional<HookedTraining> hooked;
    private final Examples.Cut cut;
    private final List<Double> validationLosses = new ArrayList<>();
    private final BestEpoch best = new BestEpoch();
    private EpochBatches batchesOfEpoch;
    private int epochsSinceBest;
    private boolean givenUp;

    /**
     * @param bestOfAll the best epoch of all stages so far
     * @param deciding the metric that it is the best by
     * @param history of all stages so far
     * @param progress is told of every finished epoch
     */
    StageTraining(
            TrainedFold fold,
            Place place,
            Stage stage,
            ComputationGraph network,
            LearningRate rate,
            StopRule rule,
            BestEpoch bestOfAll,
            String deciding,
            List<EpochReport> history,
            Consumer<EpochReport> progress) {
        this.fold = fold;
        this.history = history;
        this.progress = progress;
        this.place = place;
        this.stage = stage;
        this.network = network;
        this.rate = rate;
        this.rule = rule;
        this.bestOfAll = bestOfAll;
        this.deciding = deciding;
        this.watched = fold.watched(stage);
        this.patience =
                stage.settings().earlyStop().map(stop -> stop.patience()).orElse(Integer.MAX_VALUE);
        Examples.Cut samples = stage.material()
                .own()
                .map(own -> new Examples.Cut(own.data(), own.rows()))
                .orElseGet(() -> new Examples.Cut(fold.data(), fold.rows().train()));
        this.cut = stage.examples()
                .map(examples -> examples.cut(samples.data(), samples.rows()))
                .orElse(samples);
        INDArray startWeights = network.params().dup();
        this.startLosses = new SampleLosses(
                network,
                startWeights,
                cut,
                stage,
                fold.units(stage),
                StageExamples.beginning(fold.seed(), place.number()));
        this.hooked = stage.hooks().isEmpty() ? Optional.empty() : Optional.of(hooked());
    }

    private HookedTraining hooked() {
        return new HookedTraining(
                network,
                stage.other().map(OtherTask::task).orElse(fold.data().task()),
                cut.data().input(),
                stage.losses(),
                stage.hooks(),
                stage.settings().epochs(),
                fold.seed().branch("hooks", place.number()),
                () -> IntStream.range(0, batchesOfEpoch.size())
                        .mapToObj(number -> batchesOfEpoch.batch(number).arrays())
                        .iterator(),
                stage.material().unlabelled());
    }

    /** Whether the rule gave the training up. */
    boolean givenUp() {
        return givenUp;
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
                if (stage.settings().stopsBelow(report.loss())) {
                    reason = "the training loss is below "
                            + stage.settings().stopBelow().orElseThrow();
                    break;
                }
                Optional<String> noProspects = tells(epoch) ? rule.reason(history) : Optional.empty();
                if (noProspects.isPresent()) {
                    reason = noProspects.get();
                    givenUp = true;
                    break;
                }
            }
        }
        hooked.ifPresent(HookedTraining::end);
        if (stage.other().isPresent()) {
            return reason;
        }
        if (stage.settings().keepBest()) {
            network.setParams(best.weights());
        }
        return best.isScored() || fold.rows().validation().length == 0
                ? reason
                : reason + "; " + watched + " was not defined after any of them";
    }

    private EpochReport epoch(int epoch, BatchQueue queue) {
        Seed epochSeed = StageExamples.epoch(fold.seed(), place.number(), epoch);
        List<int[]> rows = SampledRows.checked(
                stage.sampler()
                        .batches(new EpochView(
                                cut.data(),
                                cut.rows().clone(),
                                epoch,
                                stage.settings().epochs(),
                                epochSeed,
                                startLosses)),
                cut.rows(),
                cut.data().size());
        EpochBatches batches = new EpochBatches(cut.data(), rows, stage.augmentations(), epochSeed);
        batchesOfEpoch = batches;
        long started = System.nanoTime();
        int samples = 0;
        int done = 0;
        double lossSum = 0;
        Iterator<Batch> ready = queue.batches(batches.size(), batches::batch);
        for (; ready.hasNext(); done++) {
            Batch batch = ready.next();
            rate.set(learningRate(moment(epoch, done, batches.size())));
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

    private double learningRate(Moment moment) {
        double now = stage.schedule().learningRate(stage.optimizer().learningRate(), moment);
        if (!(now >= 0) || Double.isInfinite(now)) {
            throw new IncompatibleException("the schedule gives a learning rate of " + now + " in epoch "
                    + (int) Math.floor(moment.epoch() + 1) + ", which is none; this is a fault of its plugin");
        }
        return now;
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
        if (stage.other().isPresent()) {
            return unvalidated(epoch, loss, samples, seconds);
        }
        boolean validated = validates(epoch);
        Map<String, Double> validation =
                validated ? validate(epoch) : fold.scoring().undefined();
        boolean isBest = remember(validation, validated);
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

    /** What the experiment measures, a network for another task does not answer. */
    private EpochReport unvalidated(int epoch, double loss, int samples, double seconds) {
        return new EpochReport(
                place.number(),
                epoch + 1,
                place.epochsBefore() + epoch + 1,
                place.epochsPlanned(),
                loss,
                rate.valueAt(0, 0),
                fold.scoring().undefined(),
                false,
                seconds,
                samples / seconds);
    }

    /** Whether an epoch tells anything of the training's prospects: where nothing validates, how many there were. */
    private boolean tells(int epoch) {
        return stage.other().isEmpty() && (validates(epoch) || fold.rows().validation().length == 0);
    }

    private boolean validates(int epoch) {
        return fold.rows().validation().length > 0 && stage.settings().validates(epoch);
    }

    private Moment moment(int epoch, int done, int steps) {
        return Moment.of(epoch, done, steps, stage.settings().epochs(), validationLosses);
    }

    private Map<String, Double> validate(int epoch) {
        Measurement measurement =
                new Measurement(fold.scoring(), fold.data(), fold.rows().validation());
        if (stage.inference().isPresent()) {
            ForwardPass.predictions(
                    network, stage.inference(), fold.data(), fold.rows().validation(), (place, predictions) -> {
                        requireFinite(predictions, epoch);
                        measurement.accept(place, predictions);
                    });
        } else {
            ForwardPass.logits(network, fold.data(), fold.rows().validation(), (place, logits) -> {
                requireFinite(logits, epoch);
                measurement.accept(place, ForwardPass.predictions(fold.data().task(), logits));
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
    private boolean remember(Map<String, Double> validation, boolean validated) {
        double ofStage = fold.scoring().objective(watched, validation.get(watched));
        double ofAll = fold.scoring().objective(deciding, validation.get(deciding));
        validationLosses.add(validated ? -ofStage : Double.NaN);
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
        if (validated) {
            epochsSinceBest = bestOfStage ? 0 : epochsSinceBest + 1;
        }
        return isBest && bestOfAll.isScored();
    }
}
