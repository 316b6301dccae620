package io.foldwise.engine.experiment;

import io.foldwise.engine.config.Included;
import io.foldwise.engine.config.RecordPaths;
import io.foldwise.engine.execution.ExecutionSettings;
import io.foldwise.engine.search.SearchSettings;
import io.foldwise.engine.stagedata.StageData;
import io.foldwise.engine.stagedata.UnlabelledData;
import io.foldwise.engine.training.TrainerOverrides;
import io.foldwise.engine.training.TrainerSettings;
import io.foldwise.engine.weights.StartSettings;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.ensemble.Ensembler;
import io.foldwise.spi.ensemble.SubmissionFormat;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.prediction.Inference;
import io.foldwise.spi.prediction.PostProcessing;
import io.foldwise.spi.tracking.Tracker;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Examples;
import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Loss;
import io.foldwise.spi.training.Sampler;
import io.foldwise.spi.validation.Metric;
import io.foldwise.spi.validation.Split;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An experiment file, bound: what is read, how it is split, what is fitted, how it is scored and what comes out. The first
 * metric is the <em>primary metric</em>: it ranks epochs, folds and trials.
 */
public record Experiment(
        @Description("Names the experiment's folder under results/")
        @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]*", message = "must be letters, digits, '.', '_' and '-'")
        @Size(max = 100)
        String name,

        @Description("The root of all randomness; any whole number but 0") @Default("2021")
        long seed,

        @Description("Where the samples come from") Spec<Reader> data,

        @Description("How the samples are divided into folds")
        Spec<Split> split,

        @Description("What is fitted to every fold") Spec<Model> model,

        @Description("What training makes small") @Included Spec<Loss> loss,

        @Description(
                "Losses of single heads, of which training makes the weighted sum small; takes the place of 'loss', which"
                        + " otherwise is that of every head")
        Optional<@NotEmpty List<HeadLoss>> losses,

        @Description("What makes up an epoch and a batch") @Included
        Spec<Sampler> sampler,

        @Description("What is trained on, cut from samples; without it, samples as they are")
        Optional<Spec<Examples>> examples,

        @Description("Random changes of training examples, in this order, each with its 'probability'") @Default("[]")
        List<Augment> augment,

        @Description(
                "How samples are predicted, in validation and in the end; without it, as they are, 256 at once or as many as fit")
        Optional<Spec<Inference>> inference,

        @Description("What takes part in training beyond that, in this order") @Default("[]")
        List<Spec<Hook>> hooks,

        @Description("Samples without targets for hooks that learn from some")
        Optional<UnlabelledData> unlabelled,

        @Description(
                "Whether networks learn quantities with mean 0 and standard deviation 1 over the fold's training part, whatever"
                        + " their units; predictions and metrics are in the data's own. Not unless said so")
        Optional<Boolean> standardiseQuantities,

        @Description("How the network is trained") @Default("{}")
        TrainerSettings trainer,

        @Description(
                "What the first stage starts from: weights of an earlier run or of a file; and which layers stay as they are")
        Optional<StartSettings> start,

        @Description("Stages of training, each with its own loss, sampler, hooks and trainer; what a stage or its"
                + " trainer leaves out, it takes from above; each starts from the weights of the one before")
        @Default("[]")
        List<StageOverrides> stages,

        @Description("What is measured on held-out samples; the first ranks epochs, folds and trials")
        @NotEmpty
        @Included
        List<HeadMetric> metrics,

        @Description("Which folds are averaged for the submission, and how") @Included
        Spec<Ensembler> ensemble,

        @Description(
                "Whether the network is trained once more, on all samples and for as many epochs as were best in the median"
                        + " of folds; it predicts the test beside the ensemble. `sweep` takes no notice of it")
        @Default("false")
        boolean refit,

        @Description("What is done with predictions in the end, step by step, each fitted to out-of-fold predictions")
        @Default("[]")
        List<HeadPostProcessing> postProcessing,

        @Description("The format of submission.csv; without it none is written")
        Optional<Spec<SubmissionFormat>> submission,

        @Description("What tells another program how the run goes on; `foldwise plugins list` names the trackers")
        Optional<Spec<Tracker>> tracking,

        @Description("Processes, threads and memory") @Default("{}")
        ExecutionSettings execution,

        @Description(
                "Whether uncommitted.diff in the run's folder keeps what has changed in the working tree since its commit;"
                        + " lines that look like secrets are left out")
        @Default("true")
        boolean keepDiff,

        @Description("What `sweep` tries out; `run` takes no notice of it")
        Optional<SearchSettings> search) {

    public Experiment {
        hooks = List.copyOf(hooks);
        stages = List.copyOf(stages);
        metrics = List.copyOf(metrics);
        postProcessing = List.copyOf(postProcessing);
        if (seed == 0) {
            throw new IllegalArgumentException("seed 0 is no seed: Deeplearning4j would take the time; use any other");
        }
    }

    /** The same experiment with other paths: of its data, its split, the data of stages, and what stages start from. */
    Experiment with(RecordPaths.Change paths) {
        return new Experiment(
                name,
                seed,
                RecordPaths.changed(data, paths),
                RecordPaths.changed(split, paths),
                model,
                loss,
                losses,
                sampler,
                examples,
                augment,
                inference,
                hooks,
                unlabelled.map(samples -> RecordPaths.changed(UnlabelledData.class, samples, paths)),
                standardiseQuantities,
                trainer,
                start.map(from -> RecordPaths.changed(StartSettings.class, from, paths)),
                stages.stream().map(stage -> stage.with(paths)).toList(),
                metrics,
                ensemble,
                refit,
                postProcessing,
                submission,
                tracking,
                execution,
                keepDiff,
                search);
    }

    /** The stages to train, in order: the ones written down, or the single one that the top-level blocks describe. */
    public List<Stage> trainingStages() {
        Stage single = new Stage(
                Optional.empty(),
                loss,
                losses,
                sampler,
                examples,
                given(augment),
                inference,
                given(hooks),
                unlabelled,
                trainer,
                start);
        return stages.isEmpty()
                ? List.of(single)
                : IntStream.range(0, stages.size())
                        .mapToObj(number -> stages.get(number).over(single, number == 0))
                        .toList();
    }

    /** A loss of one head. */
    public record HeadLoss(
            @Description("The loss") @Inline Spec<Loss> loss,

            @Description("The head whose answers it judges; may be left out where there is one")
            Optional<String> head,

            @Description("How much it counts beside the others") @Default("1") @Positive
            double weight) {}

    /** A random change of training examples. */
    public record Augment(
            @Description("The change") @Inline Spec<Augmentation> augmentation,

            @Description(
                    "The share of examples that it is applied to; without it all of them, unless it is one that says"
                            + " otherwise")
            Optional<@DecimalMin("0") @DecimalMax("1") Double> probability) {}

    /** What is measured of one head. */
    public record HeadMetric(
            @Description("The metric") @Inline Spec<Metric> metric,

            @Description("The head whose answers are measured; may be left out where there is one")
            Optional<String> head) {}

    /** What is done with the predictions of one head. */
    public record HeadPostProcessing(
            @Description("What is done") @Inline Spec<PostProcessing> step,

            @Description("The head whose answers it changes; may be left out where there is one")
            Optional<String> head) {}

    /** A stage without any says nothing of them, and is what it was before there were any. */
    private static <T> Optional<List<T>> given(List<T> components) {
        return Optional.of(components).filter(given -> !given.isEmpty());
    }

    /** One stage of training. */
    public record Stage(
            Optional<StageData> data,
            Spec<Loss> loss,
            Optional<List<HeadLoss>> losses,
            Spec<Sampler> sampler,
            Optional<Spec<Examples>> examples,
            Optional<List<Augment>> augment,
            Optional<Spec<Inference>> inference,
            Optional<List<Spec<Hook>>> hooks,
            Optional<UnlabelledData> unlabelled,
            TrainerSettings trainer,
            Optional<StartSettings> start) {

        /** The losses of single heads; without any, the one that is every head's. */
        public List<HeadLoss> headLosses() {
            return losses.orElseGet(() -> List.of(new HeadLoss(loss, Optional.empty(), 1)));
        }
    }

    /** What a stage does differently: other data, another loss or sampler, and some keys of another training. */
    public record StageOverrides(
            @Description(
                    "Samples of the stage's own: pseudo-labels, or another dataset; validation and folds stay those"
                            + " of the experiment's data")
            Optional<StageData> data,

            @Description("The stage's own loss") Optional<Spec<Loss>> loss,

            @Description("The stage's own losses of single heads")
            Optional<@NotEmpty List<HeadLoss>> losses,

            @Description("The stage's own sampler") Optional<Spec<Sampler>> sampler,

            @Description("The stage's own examples") Optional<Spec<Examples>> examples,

            @Description("The stage's own augmentation, in place of that above")
            Optional<List<Augment>> augment,

            @Description("The stage's own inference") Optional<Spec<Inference>> inference,

            @Description("The stage's own hooks, in place of those above")
            Optional<List<Spec<Hook>>> hooks,

            @Description("The stage's own samples without targets, in place of those above")
            Optional<UnlabelledData> unlabelled,

            @Description("How the stage is trained differently") @Default("{}")
            TrainerOverrides trainer,

            @Description(
                    "What the stage starts from other than the one before, and which layers stay as they are; the first"
                            + " stage has the start from above if it has none of its own")
            Optional<StartSettings> start) {

        Stage over(Stage base, boolean first) {
            return new Stage(
                    data,
                    loss.orElse(base.loss()),
                    losses.or(() -> loss.isPresent() ? Optional.empty() : base.losses()),
                    sampler.orElse(base.sampler()),
                    examples.or(base::examples),
                    augment.map(Experiment::given).orElse(base.augment()),
                    inference.or(base::inference),
                    hooks.map(Experiment::given).orElse(base.hooks()),
                    unlabelled.or(base::unlabelled),
                    trainer.over(base.trainer()),
                    first ? start.or(base::start) : start);
        }

        private StageOverrides with(RecordPaths.Change paths) {
            return new StageOverrides(
                    data.map(own -> RecordPaths.changed(StageData.class, own, paths)),
                    loss,
                    losses,
                    sampler,
                    examples,
                    augment,
                    inference,
                    hooks,
                    unlabelled.map(samples -> RecordPaths.changed(UnlabelledData.class, samples, paths)),
                    trainer,
                    start.map(from -> RecordPaths.changed(StartSettings.class, from, paths)));
        }
    }
}
