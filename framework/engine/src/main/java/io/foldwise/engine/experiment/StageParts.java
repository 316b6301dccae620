package io.foldwise.engine.experiment;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.Location;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.config.ProblemReport;
import io.foldwise.engine.stagedata.Part;
import io.foldwise.engine.stagedata.StageData;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.engine.training.Material;
import io.foldwise.engine.training.OtherTask;
import io.foldwise.engine.training.Stage;
import io.foldwise.engine.training.WeightedLoss;
import io.foldwise.engine.weights.Start;
import io.foldwise.engine.weights.StartSettings;
import io.foldwise.engine.weights.Transfer;
import io.foldwise.engine.weights.WeightsFile;
import io.foldwise.engine.weights.WeightsSettings;
import io.foldwise.engine.wiring.AssemblyContext;
import io.foldwise.engine.wiring.ComponentAssembler;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.prediction.Inference;
import io.foldwise.spi.training.Loss;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * The components that an experiment's stages are trained with, built when they are asked for. Each method throws a
 * {@link ConfigException} if a component refuses the data or what is asked of it.
 */
public final class StageParts {

    private static final String DATA = "data";
    private static final String UNLABELLED = "unlabelled";

    private final ExperimentParts parts;
    private final Experiment experiment;
    private final ComponentAssembler assembler;

    StageParts(ExperimentParts parts, ComponentAssembler assembler) {
        this.parts = parts;
        this.experiment = parts.experiment();
        this.assembler = assembler;
    }

    /**
     * The stages of training, each with components of its own, all of them on the fold's training part.
     *
     * @param fold that is trained: each may start from weights of its own
     */
    public List<Stage> of(Dataset data, Seed seed, int fold) {
        AssemblyContext ofExperiment = parts.unit(data, seed);
        List<Experiment.Stage> stages = experiment.trainingStages();
        return IntStream.range(0, stages.size())
                .mapToObj(number -> stage(stages.get(number), number, ofExperiment, fold))
                .toList();
    }

    private Stage stage(Experiment.Stage stage, int number, AssemblyContext ofExperiment, int fold) {
        Optional<AssemblyContext> own = ofOwnTask(number, ofExperiment);
        AssemblyContext known = own.orElse(ofExperiment);
        Assembler unit = assembler.in(known);
        return new Stage(
                losses(stage, known),
                unit.build(stage.sampler()),
                unit.build(stage.trainer().optimizer()),
                unit.build(stage.trainer().schedule()),
                stage.trainer(),
                all(stage.hooks(), unit),
                start(stage, fold),
                stage.examples().map(unit::build),
                augmentations(stage, known).changes(),
                stage.inference().map(unit::build),
                Material.OF_THE_FOLD,
                own.map(other -> new OtherTask(
                        (NetworkModel) unit.build(experiment.model()),
                        other.input().orElseThrow(),
                        other.task().orElseThrow())));
    }

    /** What is known where a stage has a task of its own: that, and the shape of its samples. */
    Optional<AssemblyContext> ofOwnTask(int stage, AssemblyContext ofExperiment) {
        return Optional.of(experiment.trainingStages().get(stage))
                .flatMap(Experiment.Stage::data)
                .filter(StageData::ownTask)
                .map(data -> readers().get(stage).reader())
                .filter(reader -> reader.input().isPresent())
                .map(reader -> ofExperiment
                        .withTask(reader.task())
                        .withInput(reader.input().orElseThrow()));
    }

    /**
     * Checks that hooks go with their stages and with each other, and that the network has the layers that they name.
     *
     * @throws ConfigException if not
     */
    public void requireHooks(Dataset data, Seed seed) {
        Assembler unit = parts.assembler(data, seed);
        Model model = parts.model(data, seed);
        List<Problem> problems = new ArrayList<>();
        for (Experiment.Stage stage : experiment.trainingStages()) {
            HookCheck check = new HookCheck(stage);
            stage.hooks().orElse(List.of()).forEach(hook -> check.add(hook, unit.build(hook)));
            problems.addAll(check.problems());
            problems.addAll(check.layers(model, data.input(), parts.task()));
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private static <T> List<T> all(Optional<List<Spec<T>>> specs, Assembler unit) {
        return specs.orElse(List.of()).stream().map(unit::build).toList();
    }

    /** What a stage changes in examples. */
    Augmentations augmentations(Experiment.Stage stage, AssemblyContext unit) {
        return Augmentations.of(stage.augment().orElse(List.of()), assembler, unit);
    }

    /** How samples are predicted in the end: as the last stage validates them; empty for whole samples in one pass. */
    public Optional<Inference> inference(Dataset data, Seed seed) {
        List<Experiment.Stage> stages = experiment.trainingStages();
        return stages.get(stages.size() - 1).inference().map(parts.assembler(data, seed)::build);
    }

    /** What a stage starts from in a fold. */
    Start start(Experiment.Stage stage, int fold) {
        return stage.start()
                .map(settings -> new Start(
                        settings,
                        settings.weights().map(weights -> new WeightsFile(weightsOf(weights, fold), parts.packages()))))
                .orElse(Start.PLAIN);
    }

    private static Path weightsOf(WeightsSettings weights, int fold) {
        return weights.file()
                .or(() -> weights.run()
                        .map(run -> new RunFolder(run)
                                .unit(weights.trial(), weights.fold().orElse(fold))
                                .file(UnitFolder.MODEL)))
                .orElseThrow();
    }

    /**
     * What the first fold's stages take of the weights that they start from. Reads names and shapes alone, and what is wrong
     * with any start is found out before a run begins.
     *
     * @throws ConfigException if weights do not fit, or layers are to be frozen that are not there
     */
    public List<Transfer> transfers(Dataset data, Seed seed) {
        Location file = Location.parse(experiment.model().location());
        StartCheck starts = new StartCheck(parts, key -> new Location(file.source(), 0, key));
        AssemblyContext unit = parts.unit(data, seed);
        Model model = parts.model(data, seed);
        List<Problem> problems = starts.problems(model, unit);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return starts.transfers(model, unit);
    }

    /** The files of weights that are read to train so many folds, by a name that stays the same wherever they lie. */
    public Map<String, Path> weightsFiles(int folds) {
        Map<String, Path> files = new TreeMap<>();
        List<Experiment.Stage> stages = experiment.trainingStages();
        for (int number = 0; number < stages.size(); number++) {
            for (int fold = 0; fold < folds; fold++) {
                String name = "stages[" + number + "].start.weights" + ofRun(stages.get(number), fold);
                start(stages.get(number), fold).file().ifPresent(file -> files.put(name, file.path()));
            }
        }
        return files;
    }

    /** Every fold starts from a file of its own only where it starts from a run. */
    private static String ofRun(Experiment.Stage stage, int fold) {
        return stage.start()
                .flatMap(StartSettings::weights)
                .filter(weights -> weights.run().isPresent())
                .map(weights -> ", fold " + weights.fold().orElse(fold))
                .orElse("");
    }

    /**
     * One loss for each head.
     *
     * @param unit what is known of data and seed
     */
    List<Loss> losses(Experiment.Stage stage, AssemblyContext unit) {
        Task task = unit.task().orElseGet(parts::task);
        if (stage.losses().isEmpty()) {
            return ProblemReport.each(
                    task.heads(), head -> assembler.in(unit.withHead(head)).build(stage.loss()));
        }
        Map<Head, List<WeightedLoss.Term>> terms = new HashMap<>();
        ProblemReport.each(stage.losses().get(), asked -> {
            Head head = Heads.named(task, asked.head(), asked.loss());
            Loss loss = assembler.in(unit.withHead(head)).build(asked.loss());
            return terms.computeIfAbsent(head, first -> new ArrayList<>())
                    .add(new WeightedLoss.Term(asked.weight(), loss));
        });
        return task.heads().stream()
                .map(head -> WeightedLoss.of(terms.getOrDefault(head, List.of())))
                .toList();
    }

    /** The readers of stages that have data of their own, by the stages' number. */
    public Map<Integer, StageReader> readers() {
        return readers((stage, number) ->
                stage.data().map(data -> reader(ofStage(number, DATA), data.reader(), data.samples(), data.add())));
    }

    /** The readers of unlabelled samples, by the number of the stage that has some. */
    public Map<Integer, StageReader> unlabelledReaders() {
        return readers((stage, number) -> {
            boolean own = number < experiment.stages().size()
                    && experiment.stages().get(number).unlabelled().isPresent();
            String key = own ? ofStage(number, UNLABELLED) : UNLABELLED;
            return stage.unlabelled().map(samples -> reader(key, samples.reader(), samples.part(), false));
        });
    }

    private static String ofStage(int number, String block) {
        return "stages[" + number + "]." + block;
    }

    private StageReader reader(String key, Spec<Reader> spec, Part part, boolean mixed) {
        return new StageReader(key, spec, part, mixed, assembler.build(spec));
    }

    private Map<Integer, StageReader> readers(BiFunction<Experiment.Stage, Integer, Optional<StageReader>> ofStage) {
        Map<Integer, StageReader> readers = new TreeMap<>();
        List<Experiment.Stage> stages = experiment.trainingStages();
        for (int number = 0; number < stages.size(); number++) {
            int stage = number;
            ofStage.apply(stages.get(number), number).ifPresent(reader -> readers.put(stage, reader));
        }
        return readers;
    }
}
