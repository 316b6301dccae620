package io.foldwise.spi.model;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * A neural network, described as a Deeplearning4j graph that ends in logits. The framework brings the input, the seed,
 * the data type, the optimizer and the output layer with the experiment's loss, and trains it. Weights of layers that do not
 * say otherwise start from a uniform distribution within {@code 1 / sqrt(inputs)}.
 *
 * <p>A model asks for {@link io.foldwise.spi.data.InputShape} and {@link io.foldwise.spi.data.LabelSchema} in its
 * constructor, and refuses there what it cannot read, with an {@link io.foldwise.spi.IncompatibleException}.
 */
public non-sealed interface NetworkModel extends Model {

    /**
     * Adds this model's layers to the graph.
     *
     * @param graph takes the layers; its input type is set, so that layers find their input sizes themselves
     * @param input the name of the graph's input, a batch laid out as the input shape says
     * @return the name of the vertex that gives the logits, {@code [batch, labels]}, without a sigmoid
     */
    String logits(GraphBuilder graph, String input);
}
