package io.foldwise.plugin.volume.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.CrossEntropy;
import io.foldwise.contracts.ModelContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.engine.network.NetworkAssembly.Settings;
import io.foldwise.layers.kernel.KernelLayer;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.plugin.volume.box.Anchors;
import io.foldwise.plugin.volume.box.Nodules;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Volume;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** A small one, with coordinates. */
final class NoduleNetTest extends ModelContract {

    private static final String SMALL =
            "{ type = nodule-net, stem = 3, down = [3, 3], down-blocks = [1, 1], up = [4], up-blocks = [1], hidden = 4 }";

    @Override
    protected NetworkModel model(InputShape input, Task task) {
        return Models.of(SMALL, input, task);
    }

    @Override
    protected Dataset data() {
        return new TinyVolumes(4, 2, 4);
    }

    @Override
    protected int epochs() {
        return 30;
    }

    @Override
    protected double learningRate() {
        return 0.03;
    }

    /** For three anchors, with three coordinates; and with another number of either. */
    @ParameterizedTest
    @CsvSource({
        "nodule-net, 4, '10, 30, 60', 5383623",
        // five numbers of 64 channels and a bias for each of two anchors more
        "nodule-net, 4, '5, 10, 20, 30, 50', 5384273",
        // 27 x 3 x 128 weights less, and no shortcut of 131 x 128 with bias, gain and shift, as 128 channels become 128
        "'{ type = nodule-net, coordinates = false }', 1, '10, 30, 60', 5356103"
    })
    void hasThePublishedNumberOfParameters(String model, int channels, String anchors, long parameters) {
        List<Double> edges =
                List.of(anchors.split(", ")).stream().map(Double::valueOf).toList();
        Task task = Task.of(nodules(edges, 4));
        Volume volume = new Volume(32, 32, 32, channels);
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(volume.type());
        String logits = Models.of(model, volume, task).logits(graph, "input");
        long found = graph.setOutputs(logits).build().getVertices().values().stream()
                .filter(LayerVertex.class::isInstance)
                .map(vertex -> ((LayerVertex) vertex).getLayerConf().getLayer())
                .flatMap(layer -> ((KernelLayer) layer).parameters().stream())
                .filter(parameter ->
                        !parameter.name().equals("mean") && !parameter.name().equals("variance"))
                .mapToLong(Parameter::length)
                .sum();
        assertThat(found).isEqualTo(parameters);
    }

    @Test
    void scoresStartAtThePriorAndOtherNumbersAtZero() {
        Task task = Task.of(nodules(List.of(10.0, 30.0), 2));
        Volume volume = new Volume(4, 4, 4, 4);
        String model = SMALL.replace("hidden = 4", "hidden = 4, prior = 0.01");
        ComputationGraph network = network(Models.of(model, volume, task), volume, task);
        float[] biases = network.getParam("head-nodules-convolution-2_bias").toFloatVector();
        assertThat(biases).hasSize(10);
        for (int number = 0; number < biases.length; number++) {
            double expected = number % Anchors.NUMBERS == 0 ? Math.log(0.01 / 0.99) : 0;
            assertThat((double) biases[number]).isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void cropsOfAnySizeGiveACellForEachTwoVoxels() {
        Task task = Task.of(nodules(List.of(10.0, 30.0, 60.0), 2));
        Volume volume = new Volume(16, 16, 16, 4);
        ComputationGraph network = network(model(volume, task), volume, task);
        for (long[] size : new long[][] {{1, 16, 16, 16, 4}, {2, 4, 12, 8, 4}, {1, 24, 4, 4, 4}}) {
            INDArray cells = network.outputSingle(Nd4j.rand(DataType.FLOAT, size));
            assertThat(cells.shape()).containsExactly(size[0], size[1] / 2, size[2] / 2, size[3] / 2, 15);
        }
    }

    @Test
    void saysWhatDoesNotFit() {
        Task task = Task.of(nodules(List.of(10.0), 2));
        refused(SMALL, new Volume(16, 16, 16, 1), task, "joins three channels of coordinates", "in 1 channel");
        refused(SMALL, new Volume(16, 14, 16, 4), task, "multiples of 4", "16 x 14 x 16 voxels");
        refused(SMALL, new Volume(16, 16, 16, 4), Task.of(nodules(List.of(10.0), 8)), "cells of 2", "cells of 8");
        refused(SMALL, new Volume(16, 16, 16, 4), Task.of(TinyData.schema(3)), "each place of a volume", "[labels]");
        refused(
                "{ type = nodule-net, down = [4, 4, 4, 4, 4], down-blocks = [1, 1, 1, 1, 1], up = [4, 4, 4, 4],"
                        + " up-blocks = [1, 1, 1, 1] }",
                new Volume(64, 64, 64, 4),
                task,
                "multiples of 32, but scans and tiles are filled up to multiples of 16; halve them 4 times at most");
        refused("{ type = nodule-net, down-blocks = [2] }", new Volume(16, 16, 16, 4), task, "as many of each");
        refused(
                "{ type = nodule-net, down = [8], down-blocks = [1] }",
                new Volume(16, 16, 16, 4),
                task,
                "cannot double");
    }

    private static void refused(String model, InputShape input, Task task, String... messages) {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> Models.of(model, input, task))
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(messages));
    }

    private static Head nodules(List<Double> anchors, int stride) {
        return new Nodules(new Anchors(anchors, stride, -3, 0.05, 100));
    }

    private static ComputationGraph network(NetworkModel model, Volume volume, Task task) {
        Settings settings = new Settings(new Seed(1), DataType.FLOAT, new NoOp(), 0, OptionalDouble.empty());
        return NetworkAssembly.network(model, volume, task, List.of(new CrossEntropy()), settings);
    }
}
