package io.foldwise.plugin.signal.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.layers.kernel.KernelLayer;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.spi.data.InputShape.Signal;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many weights the published networks have, on twelve leads and with five labels. Running averages of batch normalizations are
 * left out, as they are measured: PyTorch counts them as buffers.
 */
final class ParameterCountsTest {

    private static final Signal ECG = new Signal(12, 1000, 100);
    private static final Task TASK = Task.of(LabelSchema.of("superclass", List.of("norm", "mi", "sttc", "cd", "hyp")));

    @ParameterizedTest
    @CsvSource({
        "'{ type = xresnet1d, depth = 18 }', 364933",
        "xresnet1d, 953989",
        "'{ type = xresnet1d, depth = 101 }', 1872261",
        // six blocks, two shortcuts and the head of the published code, added up by hand
        "inception1d, 507653"
    })
    void asPublished(String model, long weights) {
        assertThat(weights(model)).isEqualTo(weights);
    }

    private static long weights(String text) {
        NetworkModel model = Models.of(text, ECG, TASK);
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(ECG.type());
        List<String> logits = model.heads(graph, "input", TASK);
        ComputationGraphConfiguration network =
                graph.setOutputs(logits.toArray(String[]::new)).build();
        return network.getVertices().values().stream()
                .filter(LayerVertex.class::isInstance)
                .map(vertex -> ((LayerVertex) vertex).getLayerConf().getLayer())
                .flatMap(layer -> ((KernelLayer) layer).parameters().stream())
                .filter(parameter ->
                        !parameter.name().equals("mean") && !parameter.name().equals("variance"))
                .mapToLong(Parameter::length)
                .sum();
    }
}
