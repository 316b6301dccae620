package io.foldwise.plugin.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.contracts.ModelContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.junit.jupiter.api.Test;

final class PerceptronTest extends ModelContract {

    @Override
    protected NetworkModel model(InputShape input, Task task) {
        return new Perceptron(new Perceptron.Params(List.of(12, 6), 0.1), input, task);
    }

    @Override
    protected Dataset data() {
        return TinyData.vectors();
    }

    @Test
    void hasALayerForEverySizeAndOneForLogits() {
        assertThat(layers(List.of(8, 4, 2))).containsExactly("hidden-0", "hidden-1", "hidden-2", "logits");
        assertThat(layers(List.of())).containsExactly("logits");
    }

    @Test
    void saysWhatItReads() {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> model(new InputShape.Sequence(20, 12), Task.of(TinyData.schema(3))))
                .withMessage("reads vectors of numbers, but the data gives sequences of up to 12 of 20 categories");
    }

    private static List<String> layers(List<Integer> hidden) {
        GraphBuilder graph = new NeuralNetConfiguration.Builder().graphBuilder().addInputs("input");
        new Perceptron(new Perceptron.Params(hidden, 0), new InputShape.Vector(3), Task.of(TinyData.schema(2)))
                .logits(graph, "input");
        return List.copyOf(graph.getVertices().keySet());
    }
}
