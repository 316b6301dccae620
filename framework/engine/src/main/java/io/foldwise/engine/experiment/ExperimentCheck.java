package io.foldwise.engine.experiment;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.ExperimentSource;
import io.foldwise.engine.config.NearestNames;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.config.ProblemReport;
import io.foldwise.engine.stagedata.Part;
import io.foldwise.engine.stagedata.StageData;
import io.foldwise.engine.training.TrainerSettings.EarlyStop;
import io.foldwise.engine.wiring.AssemblyContext;
import io.foldwise.engine.wiring.ComponentAssembler;
import io.foldwise.engine.wiring.ComponentNeeds;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.model.DirectModel;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.validation.Metric;
import io.foldwise.spi.validation.Split;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Checks what the binding of single values cannot see: files that are missing, components that do not go together. Reads
 * no data, and reports everything at once.
 */
final class ExperimentCheck {

    private final ExperimentSource source;
    private final Experiment experiment;
    private final ComponentAssembler assembler;
    private final MachineLimits machine;
    private final boolean begins;
    private final String whereFilesAre;
    private final ProblemReport report = new ProblemReport();
    private final List<Problem> notices = new ArrayList<>();
    private final RefitCheck refit;

    /** @param whereFilesAre a remedy for data files that are not there; may be empty */
    ExperimentCheck(
            ExperimentSource source,
            Experiment experiment,
            ComponentAssembler assembler,
            MachineLimits machine,
            boolean begins,
            String whereFilesAre) {
        this.whereFilesAre = whereFilesAre;
        this.source = source;
        this.experiment = experiment;
        this.assembler = assembler;
        this.machine = machine;
        this.begins = begins;
        this.refit = new RefitCheck(experiment, begins, this::add);
    }

    /**
     * The experiment's components.
     *
     * @throws ConfigException with everything that is wrong
     */
    ExperimentParts parts() {
        ExperimentParts parts = new ExperimentParts(experiment, assembler);
        Reader reader = parts.reader();
        files(DataFiles.of("data", experiment.data(), reader.files()));
        Map<Integer, StageReader> own = stageData(parts);
        new ExecutionCheck(machine, this::add).check(experiment.execution());
        Optional<Split> divided = attempt(parts::split);
        divided.ifPresent(split -> files(DataFiles.of("split", experiment.split(), split.files())));
        divided.filter(split -> split.needsGroups() && !reader.grouped())
                .ifPresent(split -> add(
                        "split",
                        "split " + experiment.split().type() + " keeps groups together, but the data has none",
                        "make reader " + experiment.data().type() + " group its samples, see `plugins describe "
                                + experiment.data().type() + "`"));
        divided.filter(split -> reader.grouped() && !split.needsGroups())
                .ifPresent(split -> notices.add(new Problem(
                        source.locate("split"),
                        "the data groups samples that are alike, and split "
                                + experiment.split().type()
                                + " may put one of a group in training and another in validation",
                        "take grouped-k-fold or stratified-grouped-k-fold")));
        divided.filter(Split::needsGroups).ifPresent(split -> ungrouped(own, reader));
        attempt(parts::scoring)
                .ifPresent(scoring -> earlyStops(List.copyOf(scoring.metrics().keySet())));
        attempt(parts::ensembler);
        attempt(parts::postProcessing);
        refit.stages();
        if (experiment.standardiseQuantities().orElse(false)) {
            standardised(reader);
        }
        attempt(parts::submission);
        attempt(parts::tracker);
        if (experiment.submission().isPresent() && !reader.hasTest()) {
            add(
                    "submission",
                    "there are no test samples to submit",
                    "let 'data' have some, or take 'submission' out; its parameters: `foldwise plugins describe "
                            + experiment.data().type() + "`");
        }
        network(parts);
        report.throwIfAny();
        return parts;
    }

    /** What is allowed, and hardly meant so; of what {@link #parts} has gone through. */
    List<Problem> notices() {
        List<Problem> notices = new ArrayList<>(source.oddities());
        notices.addAll(this.notices);
        Set<List<Object>> seen = new HashSet<>();
        for (int i = 0; i < experiment.metrics().size(); i++) {
            Spec<Metric> metric = experiment.metrics().get(i).metric();
            if (!seen.add(List.of(
                    metric.type(), metric.params(), experiment.metrics().get(i).head()))) {
                String key = "metrics[" + i + "]";
                notices.add(new Problem(
                        source.locate(key), metric.type() + " is measured already", "take one of the two out"));
            }
        }
        return notices;
    }

    private void files(DataFiles files) {
        files.check(whereFilesAre, this::add);
    }

    /** The readers of stages with labelled samples of their own, by stage. */
    private Map<Integer, StageReader> stageData(ExperimentParts parts) {
        StageDataCheck check = new StageDataCheck(parts, begins, this::add);
        Map<Integer, StageReader> labelled = attempt(parts.stages()::readers).orElse(Map.of());
        labelled.forEach((stage, own) -> {
            files(DataFiles.of(own));
            check.check(own, experiment.trainingStages().get(stage).data());
        });
        attempt(parts.stages()::unlabelledReaders).ifPresent(readers -> {
            Map<String, StageReader> each = new LinkedHashMap<>();
            readers.values().forEach(own -> each.put(own.key(), own));
            each.values().forEach(own -> {
                files(DataFiles.of(own));
                check.check(own, Optional.empty());
            });
        });
        return labelled;
    }

    /** Samples that a stage has from elsewhere are in no group of the split. */
    private void ungrouped(Map<Integer, StageReader> labelled, Reader reader) {
        labelled.forEach((stage, own) -> {
            boolean answers = experiment
                    .trainingStages()
                    .get(stage)
                    .data()
                    .filter(data -> !data.ownTask())
                    .isPresent();
            boolean same = own.part() == Part.TRAIN && own.sharesFiles(reader);
            if (answers && !same) {
                String key = "stages[" + stage + "].data";
                notices.add(new Problem(
                        source.locate("stages").withKey(key),
                        "these samples belong to no group of the split: what is much like a held-out sample is learned from,"
                                + " and only what is equal to one is left out",
                        "compare with a run without them on labelled test samples that are learned from in neither"));
            }
        });
    }

    private void standardised(Reader reader) {
        if (reader.task().heads().stream().noneMatch(Quantities.class::isInstance)) {
            add("standardise-quantities", "the data asks for no quantities", "take it out");
        }
        if (DirectModel.class.isAssignableFrom(experiment.model().component())) {
            add(
                    "standardise-quantities",
                    "is for networks, and model " + experiment.model().type() + " is fitted directly",
                    "take it out");
        }
    }

    private void earlyStops(List<String> metrics) {
        earlyStop(experiment.trainer().earlyStop(), "trainer", metrics);
        for (int number = 0; number < experiment.stages().size(); number++) {
            String key = "stages[" + number + "].trainer";
            earlyStop(experiment.stages().get(number).trainer().earlyStop(), key, metrics);
        }
    }

    private void earlyStop(Optional<EarlyStop> earlyStop, String key, List<String> metrics) {
        earlyStop
                .flatMap(EarlyStop::metric)
                .filter(name -> !metrics.contains(name))
                .ifPresent(name -> {
                    String remedy = Problem.didYouMean(NearestNames.to(name, metrics));
                    add(
                            key + ".early-stop.metric",
                            "'" + name + "' is not one of the experiment's metrics " + metrics,
                            remedy.isEmpty()
                                    ? "add it to 'metrics', or let this be one of them; early-stop = null trains all epochs"
                                    : remedy);
                });
    }

    /** Builds what a unit builds, if the data's shape is known before it is read; otherwise reading it comes first. */
    private void network(ExperimentParts parts) {
        Reader reader = parts.reader();
        StartCheck starts = new StartCheck(parts, source::locate);
        if (begins) {
            report.addAll(starts.sources());
        }
        AssemblyContext known = AssemblyContext.empty().withTask(reader.task()).withSeed(new Seed(experiment.seed()));
        if (reader.input().isEmpty()) {
            experiment.trainingStages().forEach(stage -> withoutShape(parts, stage, known));
            return;
        }
        AssemblyContext ofExperiment = known.withInput(reader.input().get());
        Optional<Model> ofLabels = attempt(() -> assembler.in(ofExperiment).build(experiment.model()));
        List<Experiment.Stage> stages = experiment.trainingStages();
        if (stages.get(stages.size() - 1).data().filter(StageData::ownTask).isPresent()) {
            add(
                    "stages[" + (stages.size() - 1) + "].data.own-task",
                    "the last stage trains for what the experiment asks",
                    "let a stage without data of its own follow");
        }
        for (int number = 0; number < stages.size(); number++) {
            Experiment.Stage stage = stages.get(number);
            Optional<AssemblyContext> own = ownTask(parts, number, ofExperiment);
            AssemblyContext context = own.orElse(ofExperiment);
            ComponentAssembler unit = assembler.in(context);
            Optional<Model> model = own.isEmpty() ? ofLabels : attempt(() -> unit.build(experiment.model()));
            attempt(() -> parts.stages().losses(stage, context));
            attempt(() -> unit.build(stage.sampler()));
            stage.examples().ifPresent(examples -> attempt(() -> unit.build(examples)));
            attempt(() -> parts.stages().augmentations(stage, context))
                    .filter(changes -> model.isPresent()
                            && !changes.trained().equals(context.input().get()))
                    .ifPresent(changes -> trainable(context.withInput(changes.trained())));
            stage.inference().ifPresent(inference -> attempt(() -> unit.build(inference)));
            HookCheck hooks = hooks(stage, unit);
            model.ifPresent(built -> report.addAll(hooks.layers(
                    built, context.input().orElseThrow(), context.task().orElseThrow())));
            attempt(() -> unit.build(stage.trainer().optimizer()));
            schedule(stage, unit);
        }
        if (begins && report.isEmpty()) {
            report.addAll(starts.problems(ofLabels.orElseThrow(), ofExperiment));
        }
    }

    private Optional<AssemblyContext> ownTask(ExperimentParts parts, int stage, AssemblyContext ofExperiment) {
        return attempt(() -> parts.stages().ofOwnTask(stage, ofExperiment)).flatMap(own -> own);
    }

    /** Reports whether the model refuses what augmentation makes of samples. */
    private void trainable(AssemblyContext augmented) {
        try {
            assembler.in(augmented).build(experiment.model());
        } catch (ConfigException e) {
            e.problems()
                    .forEach(problem -> report.add(new Problem(
                            problem.location(), problem.message() + ", once they are augmented", problem.remedy())));
        }
    }

    /** Builds what can be refused before the shape of samples is known. */
    private void withoutShape(ExperimentParts parts, Experiment.Stage stage, AssemblyContext known) {
        if (stage.headLosses().stream().noneMatch(asked -> ComponentNeeds.shape(asked.loss()))) {
            attempt(() -> parts.stages().losses(stage, known));
        }
        if (!ComponentNeeds.shape(stage.sampler())) {
            attempt(() -> assembler.in(known).build(stage.sampler()));
        }
        if (stage.hooks().orElse(List.of()).stream().noneMatch(ComponentNeeds::shape)) {
            hooks(stage, assembler.in(known));
        }
        if (!ComponentNeeds.shape(stage.trainer().schedule())) {
            schedule(stage, assembler.in(known));
        }
    }

    private void schedule(Experiment.Stage stage, ComponentAssembler unit) {
        attempt(() -> unit.build(stage.trainer().schedule()))
                .ifPresent(schedule -> refit.schedule(stage.trainer().schedule().type(), schedule));
    }

    /** Builds the hooks of a stage, and reports what of them does not go with it. */
    private HookCheck hooks(Experiment.Stage stage, ComponentAssembler unit) {
        HookCheck check = new HookCheck(stage);
        stage.hooks()
                .orElse(List.of())
                .forEach(spec -> attempt(() -> unit.build(spec)).ifPresent(hook -> check.add(spec, hook)));
        report.addAll(check.problems());
        return check;
    }

    private <T> Optional<T> attempt(Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (ConfigException e) {
            report.addAll(e.problems());
            return Optional.empty();
        }
    }

    private void add(String key, String message, String remedy) {
        report.add(source.problem(key, message, remedy));
    }
}
