package io.foldwise.engine.training;

import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.engine.network.Standard;
import io.foldwise.engine.weights.Start;
import io.foldwise.engine.weights.Transfer;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.validation.Fold;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The common trainer: fits any {@link NetworkModel} to one fold, stage by stage, each stage from the weights of the one
 * before, be they better or worse than those of stages before that; one that is for another task, or comes after such a one, takes
 * the weights that both networks have by name and shape. What is kept in the end is the best epoch of all stages,
 * by what the last one watches, unless the last stage is told to keep its last epoch. Equal arguments give equal weights, bit
 * for bit, on one machine type with one number of threads. A trainer is used once: its history would go on where the training before ended.
 */
public final class NetworkTrainer {

    private final NetworkModel model;
    private final TrainedFold fold;
    private final Consumer<EpochReport> progress;
    private final List<EpochReport> history = new ArrayList<>();

    /** @param progress is told of every finished epoch */
    public NetworkTrainer(
            NetworkModel model, Dataset data, Fold fold, Scoring scoring, Seed seed, Consumer<EpochReport> progress) {
        this(model, data, fold, scoring, seed, false, progress);
    }

    /**
     * As {@link #NetworkTrainer(NetworkModel, Dataset, Fold, Scoring, Seed, Consumer)}.
     *
     * @param standardised whether quantities are learned in units of their own, by the fold's training part
     */
    public NetworkTrainer(
            NetworkModel model,
            Dataset data,
            Fold fold,
            Scoring scoring,
            Seed seed,
            boolean standardised,
            Consumer<EpochReport> progress) {
        this.model = model;
        this.fold = new TrainedFold(
                data,
                fold,
                scoring,
                seed,
                standardised
                        ? Standard.of(data, fold.train())
                        : Collections.nCopies(data.task().heads().size(), Optional.empty()));
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
        ComputationGraph latest = null;
        String stopReason = "";
        boolean givenUp = false;
        boolean keepBest = false;
        int planned = epochs(stages);
        String deciding = fold.watched(stages.get(stages.size() - 1));
        BestEpoch best = new BestEpoch();
        List<Transfer> transfers = new ArrayList<>();
        for (int number = 0; number < stages.size() && !givenUp; number++) {
            LearningRate rate = new LearningRate();
            ComputationGraph next = network(stages.get(number), rate, number);
            boolean otherTask = stages.get(number).other().isPresent();
            if (network != null && !otherTask) {
                next.setParams(network.params());
            }
            if (latest != null && (otherTask || latest != network)) {
                SharedWeights.take(next, latest);
            }
            latest = next;
            network = otherTask ? network : next;
            stages.get(number).start().begin(next).ifPresent(transfers::add);
            StageTraining.Place place = new StageTraining.Place(number, epochs(stages.subList(0, number)), planned);
            StageTraining stage = new StageTraining(
                    fold, place, stages.get(number), next, rate, rule, best, deciding, history, progress);
            stopReason = stage.run();
            givenUp = stage.givenUp();
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

    private static int epochs(List<Stage> stages) {
        return stages.stream().mapToInt(stage -> stage.settings().epochs()).sum();
    }

    private ComputationGraph network(Stage stage, LearningRate rate, int number) {
        Seed stageSeed = fold.seed().branch("network", number);
        Nd4j.getRandom().setSeed(stageSeed.value());
        OptionalDouble clipNorm =
                stage.settings().clipNorm().map(OptionalDouble::of).orElse(OptionalDouble.empty());
        return NetworkAssembly.network(
                stage.start().freezing(stage.other().map(OtherTask::model).orElse(model)),
                stage.other().map(OtherTask::input).orElse(fold.data().input()),
                stage.other().map(OtherTask::task).orElse(fold.data().task()),
                stage.losses(),
                fold.units(stage),
                new NetworkAssembly.Settings(
                        stageSeed,
                        DataType.FLOAT,
                        stage.optimizer().updater(rate),
                        stage.settings().l2(),
                        clipNorm));
    }
}
