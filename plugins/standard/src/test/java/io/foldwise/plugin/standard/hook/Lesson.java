package io.foldwise.plugin.standard.hook;

import io.foldwise.contracts.TinyData;
import io.foldwise.contracts.TinyTraining;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.training.Hook;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.nd4j.linalg.activations.Activation;

/** Trains a tiny network with hooks, in the real trainer, with plain gradient descent. */
final class Lesson {

    static final Dataset DATA = TinyData.vectors();
    static final double RATE = TinyTraining.RATE;

    /** One layer, {@code logits}: {@code [batch, 6]} to {@code [batch, 3]}. */
    static final NetworkModel LINEAR = (graph, input) -> {
        graph.addLayer("logits", dense(DATA.task().width(), Activation.IDENTITY), input);
        return "logits";
    };

    /** With a hidden layer, {@code hidden}, before {@code logits}. */
    static final NetworkModel DEEP = (graph, input) -> {
        graph.addLayer("hidden", dense(5, Activation.TANH), input)
                .addLayer("logits", dense(DATA.task().width(), Activation.IDENTITY), "hidden");
        return "logits";
    };

    /** With batch normalization, {@code norm}, between {@code hidden}, which is linear here, and {@code logits}. */
    static final NetworkModel NORMALIZED = (graph, input) -> {
        graph.addLayer("hidden", dense(5, Activation.IDENTITY), input)
                .addLayer("norm", new BatchNormalization.Builder().build(), "hidden")
                .addLayer("logits", dense(DATA.task().width(), Activation.IDENTITY), "norm");
        return "logits";
    };

    private Lesson() {}

    private static DenseLayer dense(int size, Activation activation) {
        return new DenseLayer.Builder().nOut(size).activation(activation).build();
    }

    /** The rows that are trained on: all of them. */
    static int[] rows() {
        return IntStream.range(0, DATA.size()).toArray();
    }

    /** Two batches an epoch; the weights that are kept. */
    static float[] train(NetworkModel model, int epochs, Hook... hooks) {
        return TinyTraining.keptWeights(model, DATA, epochs, 2, hooks);
    }

    /** One batch an epoch; the weights that are kept. */
    static float[] trainWhole(NetworkModel model, int epochs, Hook... hooks) {
        return TinyTraining.keptWeights(model, DATA, epochs, 1, hooks);
    }
}
