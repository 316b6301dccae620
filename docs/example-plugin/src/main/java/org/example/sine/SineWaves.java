package org.example.sine;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.nd4j.linalg.activations.Activation;

/** Vectors {@code [batch, numbers]} through sine units {@code [batch, units]} to logits {@code [batch, labels]}. */
@Description("One layer of sine units, for vectors of numbers")
public final class SineWaves implements NetworkModel {

    private final Params params;
    private final int labels;

    /** How wide. */
    public record Params(
            @Description("Size of the layer") @Default("16") @Positive
            int units) {}

    @Inject
    public SineWaves(Params params, InputShape.Vector input, Task task) {
        this.params = params;
        this.labels = task.width();
    }

    @Override
    public String logits(GraphBuilder graph, String input) {
        graph.addLayer("waves", new DenseLayer.Builder().nOut(params.units()).activation(new Sine()).build(), input);
        DenseLayer.Builder logits = new DenseLayer.Builder().nOut(labels).activation(Activation.IDENTITY);
        graph.addLayer("logits", logits.build(), "waves");
        return "logits";
    }
}
