package io.foldwise.contracts;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Sequence;
import io.foldwise.spi.data.InputShape.Vector;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.nd4j.linalg.activations.Activation;

/** A correct model: one hidden layer, over the mean of the steps' embeddings where the input is a sequence. */
final class TinyModel implements NetworkModel {

    private final InputShape input;
    private final Task task;

    TinyModel(InputShape input, Task task) {
        if (!(input instanceof Vector || input instanceof Sequence)) {
            throw new IncompatibleException("reads vectors or sequences, not " + input);
        }
        this.input = input;
        this.task = task;
    }

    @Override
    public String logits(GraphBuilder graph, String input) {
        String vector = this.input instanceof Sequence sequence ? mean(graph, input, sequence) : input;
        graph.addLayer(
                "hidden",
                new DenseLayer.Builder()
                        .nOut(12)
                        .activation(Activation.TANH)
                        .dropOut(0.9)
                        .build(),
                vector);
        return dense(graph, "logits", "hidden");
    }

    private String mean(GraphBuilder graph, String input, Sequence sequence) {
        graph.addLayer(
                "embedding",
                new EmbeddingSequenceLayer.Builder()
                        .nIn(sequence.categories())
                        .nOut(8)
                        .inferInputLength(true)
                        .outputDataFormat(RNNFormat.NCW)
                        .build(),
                input);
        graph.addLayer(
                "mean",
                new GlobalPoolingLayer.Builder().poolingType(PoolingType.AVG).build(),
                "embedding");
        return "mean";
    }

    private String dense(GraphBuilder graph, String name, String input) {
        DenseLayer layer = new DenseLayer.Builder()
                .nOut(task.width())
                .activation(Activation.IDENTITY)
                .build();
        graph.addLayer(name, layer, input);
        return name;
    }
}
