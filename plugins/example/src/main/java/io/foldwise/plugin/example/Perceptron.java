package io.foldwise.plugin.example;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;

/**
 * A multilayer perceptron: {@code [batch, numbers]} through layers of rectified units to logits {@code [batch, labels]}.
 * Dropout falls on the units of every hidden layer.
 */
@Description("A multilayer perceptron for vectors of numbers")
public final class Perceptron implements NetworkModel {

    /** How wide and deep. */
    public record Params(
            @Description(value = "Sizes of the hidden layers, from the input on; [] for a linear model", unit = "units")
            @Default("[32]")
            List<@Positive Integer> hidden,

            @Description("Share of hidden units that are switched off in each step of training")
            @Default("0.2")
            @DecimalMin("0")
            @DecimalMax(value = "1", inclusive = false)
            double dropout) {}

    private final Params params;
    private final int labels;

    @Inject
    public Perceptron(Params params, InputShape input, Task task) {
        if (!(input instanceof InputShape.Vector)) {
            throw new IncompatibleException("reads vectors of numbers, but the data gives " + input);
        }
        this.params = params;
        this.labels = task.width();
    }

    @Override
    public String logits(GraphBuilder graph, String input) {
        String last = input;
        for (int i = 0; i < params.hidden().size(); i++) {
            last = hidden(graph, last, i);
        }
        DenseLayer.Builder layer = new DenseLayer.Builder().nOut(labels).activation(Activation.IDENTITY);
        graph.addLayer("logits", withDropout(layer, last.equals(input)).build(), last);
        return "logits";
    }

    private String hidden(GraphBuilder graph, String input, int index) {
        DenseLayer.Builder layer = new DenseLayer.Builder()
                .nOut(params.hidden().get(index))
                .activation(Activation.RELU)
                .weightInit(WeightInit.RELU);
        String name = "hidden-" + index;
        graph.addLayer(name, withDropout(layer, index == 0).build(), input);
        return name;
    }

    /** Deeplearning4j drops a layer's inputs, and asks for the share that it keeps. */
    private DenseLayer.Builder withDropout(DenseLayer.Builder layer, boolean first) {
        return first || params.dropout() == 0 ? layer : layer.dropOut(1 - params.dropout());
    }
}
