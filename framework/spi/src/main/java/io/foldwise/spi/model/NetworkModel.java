package io.foldwise.spi.model;

import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Task;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * A neural network, described as a Deeplearning4j graph that ends in logits. The framework brings the input, the seed,
 * the data type, the optimizer and the output layers with the experiment's losses, and trains it. Weights of layers that do not
 * say otherwise start from a uniform distribution within {@code 1 / sqrt(inputs)}.
 *
 * <p>A model asks for {@link io.foldwise.spi.data.InputShape} and {@link Task} in its constructor, and refuses there what it
 * cannot read, with an {@link io.foldwise.spi.IncompatibleException}. One that answers with rows of numbers needs no more than
 * {@link #logits} and {@link Task#width}, however many heads there are.
 */
public non-sealed interface NetworkModel extends Model {

    /**
     * Adds this model's layers to the graph.
     *
     * @param graph takes the layers; its input type is set, so that layers find their input sizes themselves
     * @param input the name of the graph's input, a batch laid out as the input shape says
     * @return the name of the vertex that gives the logits, without a sigmoid: {@code [batch, task.width()]}, the columns of one
     *     head after those of another; or of a single head that is no row, {@code [batch, ...]} as {@link Head#logits} says
     */
    String logits(GraphBuilder graph, String input);

    /**
     * Adds this model's layers to the graph, where heads need more than columns of their own.
     *
     * @return for each head the name of the vertex that gives its logits; or the single vertex that {@link #logits} names
     */
    default List<String> heads(GraphBuilder graph, String input, Task task) {
        return List.of(logits(graph, input));
    }
}
