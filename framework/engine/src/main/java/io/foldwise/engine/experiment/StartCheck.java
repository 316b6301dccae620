package io.foldwise.engine.experiment;

import io.foldwise.engine.config.Location;
import io.foldwise.engine.config.NearestNames;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.weights.Start;
import io.foldwise.engine.weights.Transfer;
import io.foldwise.engine.wiring.AssemblyContext;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.model.NetworkModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;

/** Tries out what the stages of an experiment start from, on a network that is thrown away. Reads names and shapes of weights alone. */
final class StartCheck {

    private final ExperimentParts parts;
    private final Experiment experiment;
    private final Function<String, Location> locate;

    /** @param locate where a key stands */
    StartCheck(ExperimentParts parts, Function<String, Location> locate) {
        this.parts = parts;
        this.experiment = parts.experiment();
        this.locate = locate;
    }

    /** Files of weights that are missing or no such files, and runs that are none. */
    List<Problem> sources() {
        List<Problem> problems = new ArrayList<>();
        forEachStart((key, start) -> start.settings().weights().ifPresent(weights -> {
            weights.file().flatMap(file -> start.file()).ifPresent(file -> {
                try {
                    file.check();
                } catch (DataException e) {
                    problems.add(problem(key + ".weights.file", e.getMessage(), ""));
                }
            });
            weights.run()
                    .filter(run -> !PlainFile.exists(new RunFolder(run).provenance()))
                    .ifPresent(run -> problems.add(problem(
                            key + ".weights.run", run + " is no folder of a run", "name one like results/NAME/TIME")));
        }));
        return problems;
    }

    /** What of the stages' starts does not go with the network. */
    List<Problem> problems(Model model, AssemblyContext unit) {
        List<Problem> problems = new ArrayList<>();
        Optional<ComputationGraph> network = network(model, unit);
        forEachStart((key, start) -> {
            if (network.isPresent()) {
                problems.addAll(freezes(key, start, network.get()));
                if (start.settings()
                        .weights()
                        .flatMap(weights -> weights.file())
                        .isPresent()) {
                    try {
                        start.plan(network.get());
                    } catch (DataException e) {
                        problems.add(problem(key + ".weights", e.getMessage(), ""));
                    }
                }
            } else {
                problems.add(problem(
                        key,
                        "model " + experiment.model().type() + " is fitted directly: it has no weights to start from",
                        "take it out"));
            }
        });
        return problems;
    }

    private List<Problem> freezes(String key, Start start, ComputationGraph network) {
        List<Problem> problems = new ArrayList<>();
        Set<String> layers = Start.layers(network);
        for (String pattern : start.idleFreezes(network)) {
            String remedy = Problem.didYouMean(NearestNames.to(pattern, layers));
            problems.add(problem(
                    key + ".freeze",
                    "'" + pattern + "' fits no layer that has weights",
                    remedy.isEmpty() ? "there are " + String.join(", ", layers) : remedy));
        }
        for (String layer : start.barriers(network)) {
            problems.add(problem(
                    key + ".freeze",
                    "Deeplearning4j's batch normalization '" + layer
                            + "' cannot be frozen behind layers that are trained",
                    "freeze all layers before it as well"));
        }
        if (start.freezesAll(network)) {
            problems.add(problem(key + ".freeze", "freezes all layers, and leaves nothing to train", ""));
        }
        return problems;
    }

    /** What the stages take into the network of the first fold. */
    List<Transfer> transfers(Model model, AssemblyContext unit) {
        List<Transfer> transfers = new ArrayList<>();
        network(model, unit)
                .ifPresent(network ->
                        forEachStart((key, start) -> start.plan(network).ifPresent(transfers::add)));
        return transfers;
    }

    /** Empty for a model that is none, and where no stage has a start. */
    private Optional<ComputationGraph> network(Model model, AssemblyContext unit) {
        boolean needed = experiment.trainingStages().stream()
                .anyMatch(stage -> stage.start().isPresent());
        if (!needed || !(model instanceof NetworkModel described)) {
            return Optional.empty();
        }
        return Optional.of(NetworkAssembly.network(
                described,
                unit.input().orElseThrow(),
                parts.task(),
                parts.stages().losses(experiment.trainingStages().get(0), unit),
                new NetworkAssembly.Settings(
                        new Seed(experiment.seed()), DataType.FLOAT, new NoOp(), 0, OptionalDouble.empty())));
    }

    private void forEachStart(StartUse use) {
        List<Experiment.Stage> stages = experiment.trainingStages();
        for (int number = 0; number < stages.size(); number++) {
            if (stages.get(number).start().isPresent()) {
                use.of(key(number), parts.stages().start(stages.get(number), 0));
            }
        }
    }

    private String key(int stage) {
        boolean own = stage < experiment.stages().size()
                && experiment.stages().get(stage).start().isPresent();
        return own ? "stages[" + stage + "].start" : "start";
    }

    private Problem problem(String key, String message, String remedy) {
        return new Problem(locate.apply(key).withKey(key), message, remedy);
    }

    @FunctionalInterface
    private interface StartUse {
        void of(String key, Start start);
    }
}
