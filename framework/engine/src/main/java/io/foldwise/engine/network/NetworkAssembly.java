package io.foldwise.engine.network;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.training.Loss;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * Puts a {@link NetworkModel} between an input and an output layer with a {@link Loss}, ready to train. The trainer and
 * the contract tests build networks here and nowhere else.
 */
public final class NetworkAssembly {

    /** The name of the network's only input. */
    public static final String INPUT = "input";

    /** What the names of the network's outputs begin with; each gives the logits of the head whose name follows. */
    private static final String OUTPUT = "output-";

    private NetworkAssembly() {}

    /**
     * How the network is set up, beyond the model's own layers.
     *
     * @param seed of the initial weights and of dropout
     * @param type {@code FLOAT}, or {@code DOUBLE} for gradient checks
     * @param updater the optimizer with its schedule
     * @param l2 the weight of the penalty {@code l2 / 2 * sum(w^2)}, 0 for none
     * @param clipNorm gradients of a layer with a larger Euclidean norm are scaled down to it
     */
    public record Settings(Seed seed, DataType type, IUpdater updater, double l2, OptionalDouble clipNorm) {}

    /** The name of a head's output. */
    public static String output(Head head) {
        return OUTPUT + head.name();
    }

    /**
     * A network with fresh weights.
     *
     * @param losses one for each head of the task
     */
    public static ComputationGraph network(
            NetworkModel model, InputShape input, Task task, List<Loss> losses, Settings settings) {
        return network(model, input, task, losses, Collections.nCopies(losses.size(), Optional.empty()), settings);
    }

    /**
     * As {@link #network(NetworkModel, InputShape, Task, List, Settings)}.
     *
     * @param units in which each head is learned; empty for those of the data
     */
    public static ComputationGraph network(
            NetworkModel model,
            InputShape input,
            Task task,
            List<Loss> losses,
            List<Optional<Standard>> units,
            Settings settings) {
        ComputationGraph network = new ComputationGraph(configuration(model, input, task, losses, units, settings));
        network.init();
        network.setUpdater(new LeanUpdater(network));
        return network;
    }

    /** The names of the arrays that such a network's weights consist of, without making it. */
    public static ParameterNames parameterNames(NetworkModel model, InputShape input, Task task) {
        Loss none = (logits, targets, rows, columns, gradient) -> 0;
        Settings settings = new Settings(new Seed(1), DataType.FLOAT, new NoOp(), 0, OptionalDouble.empty());
        return ParameterNames.of(configuration(
                model,
                input,
                task,
                Collections.nCopies(task.heads().size(), none),
                Collections.nCopies(task.heads().size(), Optional.empty()),
                settings));
    }

    private static ComputationGraphConfiguration configuration(
            NetworkModel model,
            InputShape input,
            Task task,
            List<Loss> losses,
            List<Optional<Standard>> units,
            Settings settings) {
        NeuralNetConfiguration.Builder common = new NeuralNetConfiguration.Builder()
                .seed(settings.seed().value())
                .dataType(settings.type())
                .updater(settings.updater())
                .weightInit(WeightInit.UNIFORM) // larger weights, as Xavier's, make the first logits large, and wrong
                .miniBatch(false); // our losses are means already
        if (settings.l2() > 0) {
            common.l2(settings.l2());
        }
        settings.clipNorm()
                .ifPresent(norm -> common.gradientNormalization(GradientNormalization.ClipL2PerLayer)
                        .gradientNormalizationThreshold(norm));
        GraphBuilder graph = common.graphBuilder().addInputs(INPUT).setInputTypes(input.type());
        List<String> logits = heads(model, graph, task);
        if (logits.size() != task.heads().size()) {
            throw new IllegalStateException(model.getClass().getName() + " gives logits for " + logits.size()
                    + " heads, the task has " + task.heads().size());
        }
        for (int number = 0; number < logits.size(); number++) {
            graph.addLayer(
                    output(task.heads().get(number)),
                    HeadOutput.of(losses.get(number), units.get(number)),
                    logits.get(number));
        }
        return graph.setOutputs(
                        task.heads().stream().map(NetworkAssembly::output).toArray(String[]::new))
                .build();
    }

    /** The vertices that give the heads' logits; where one gives the columns of all heads, each is given its own. */
    private static List<String> heads(NetworkModel model, GraphBuilder graph, Task task) {
        List<String> given = model.heads(graph, INPUT, task);
        if (given.size() > 1 || task.single()) {
            return given;
        }
        List<String> parts = new ArrayList<>();
        for (Head head : task.heads()) {
            int from = task.offset(head);
            String name = "logits-" + head.name();
            graph.addVertex(name, new SubsetVertex(from, from + head.columns().size() - 1), given.get(0));
            parts.add(name);
        }
        return parts;
    }
}
