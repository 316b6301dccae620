package io.foldwise.layers.recurrent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.layers.Batch;
import io.foldwise.layers.LayerAssert;
import io.foldwise.layers.Network;
import io.foldwise.layers.Networks;
import io.foldwise.layers.Networks.Blocks;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Kernels;
import io.foldwise.layers.kernel.LayerContext;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.SequenceLengths;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

final class GruTest {

    private static final int CHANNELS = 4;
    private static final int HIDDEN = 3;

    private static final Blocks FORWARD = (net, tokens) -> net.lastStep(
            net.add("gru", new Gru(HIDDEN, Reading.FORWARD), net.embedding(tokens, Networks.VOCABULARY, CHANNELS)));
    private static final Blocks BOTH_WAYS =
            (net, tokens) -> net.meanOverTime(net.biGru(net.embedding(tokens, Networks.VOCABULARY, CHANNELS), HIDDEN));
    private static final Blocks TWO_LAYERS = (net, tokens) -> net.maxOverTime(
            net.biGru(net.biGru(net.embedding(tokens, Networks.VOCABULARY, CHANNELS), HIDDEN), HIDDEN + 2));
    private static final List<Blocks> VARIANTS = List.of(FORWARD, BOTH_WAYS, TWO_LAYERS);

    @Test
    void gradientsAreExactWithAndWithoutMask() {
        for (Blocks blocks : List.of(FORWARD, BOTH_WAYS)) {
            LayerAssert.assertGradientsAreExact(blocks, Batch.full(DataType.DOUBLE, 2, 3));
            LayerAssert.assertGradientsAreExact(blocks, Batch.padded(DataType.DOUBLE, 4, 2, 1, 3));
        }
    }

    @Test
    void gradientsPassFrozenLayers() {
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertGradientsPassFrozen(blocks, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 0, 9, 7));
        }
    }

    @Test
    void kernelsAgree() {
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertKernelsAgree(blocks, Batch.full(DataType.FLOAT, 3, 7));
            LayerAssert.assertKernelsAgree(blocks, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 0, 9, 7));
        }
    }

    @Test
    void kernelsAgreeOnSeveralBlocks() {
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertKernelsAgree(blocks, ManySteps.batch(), ManySteps.TOLERANCE);
        }
    }

    @Test
    void paddingDoesNotMatter() {
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertPaddingDoesNotMatter(blocks, Batch.padded(DataType.FLOAT, 12, 2, 7, 1, 12, 11));
        }
    }

    @Test
    void savesLoadsAndRepeats() {
        for (Blocks blocks : VARIANTS) {
            LayerAssert.assertSurvivesSaving(blocks, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9));
            LayerAssert.assertTrainingRepeats(blocks, Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9));
        }
    }

    /** What PyTorch 1.13 gave is in {@code pytorch.txt}, which {@code bench/pytorch/recurrent_layers.py} writes. */
    @ParameterizedTest
    @ValueSource(strings = {"gru", "gru-padded", "bigru-padded"})
    void bothKernelsAreThatOfPytorch(String name) {
        Gru layer = new Gru(3, name.startsWith("bi") ? Reading.BOTH_WAYS : Reading.FORWARD);
        layer.setNIn(Network.sequence(2), true);
        run(name, layer, Kernels.portable(layer), DataType.DOUBLE, 2e-7);
        run(name, layer, Kernels.cpu(layer), DataType.FLOAT, 2e-6);
    }

    private static void run(String name, Gru layer, Kernel kernel, DataType type, double tolerance) {
        Map<String, double[]> expected = expected(name);
        INDArray input = fill(type, 1, 3, 4, 2);
        Map<String, INDArray> parameters = new LinkedHashMap<>();
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        // adjacent, as in a network
        INDArray all = Nd4j.create(
                type, layer.parameters().stream().mapToLong(Parameter::length).sum());
        INDArray allGradients = all.ulike();
        long start = 0;
        int seed = 2;
        for (Parameter parameter : layer.parameters()) {
            long[] shape = parameter.shape().sizes();
            parameters.put(parameter.name(), part(all, start, shape).assign(fill(type, seed++, shape)));
            gradients.put(parameter.name(), part(allGradients, start, shape));
            start += parameter.length();
        }
        SequenceLengths lengths = name.endsWith("padded")
                ? SequenceLengths.of(Nd4j.createFromArray(new float[][] {{1, 1, 0, 0}, {1, 1, 1, 1}, {1, 0, 0, 0}}))
                : SequenceLengths.full(3, 4);
        LayerContext context = new LayerContext(input, lengths, parameters, true, 3);
        INDArray output = Nd4j.createUninitialized(type, Kernels.outputShape(layer, 3, 4, 2));
        kernel.forward(context, output);
        assertExpected(name + " output", output, expected.get("output"), tolerance);
        INDArray inputGradient = input.ulike();
        kernel.backward(context, new Gradients(output, fill(type, 9, output.shape()), inputGradient, gradients));
        assertExpected(name + " input", inputGradient, expected.get("input"), tolerance);
        assertThat(expected).hasSize(gradients.size() + 2);
        gradients.forEach((parameter, gradient) ->
                assertExpected(name + " " + parameter, gradient, expected.get(parameter), tolerance));
    }

    private static INDArray part(INDArray all, long start, long... shape) {
        long length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        return all.get(NDArrayIndex.interval(start, start + length)).reshape('c', shape);
    }

    private static void assertExpected(String what, INDArray actual, double[] expected, double tolerance) {
        double[] values = actual.dup('c').castTo(DataType.DOUBLE).data().asDouble();
        assertThat(values).as(what).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(values[i] - expected[i]))
                    .as("%s, element %d", what, i)
                    .isLessThan(tolerance);
        }
    }

    /** The same formula as in {@code recurrent_layers.py}. */
    private static INDArray fill(DataType type, int seed, long... shape) {
        int size = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        double[] values = IntStream.range(0, size)
                .mapToDouble(i -> Math.sin(0.7 * i + seed))
                .toArray();
        return Nd4j.createFromArray(values).castTo(type).reshape(shape);
    }

    private static Map<String, double[]> expected(String name) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(GruTest.class.getResourceAsStream("pytorch.txt"), UTF_8))) {
            return lines.lines()
                    .filter(line -> line.startsWith(name + " "))
                    .map(line -> line.substring(name.length() + 1).split(": "))
                    .collect(Collectors.toMap(
                            parts -> parts[0],
                            parts -> Arrays.stream(parts[1].split(" "))
                                    .mapToDouble(Double::parseDouble)
                                    .toArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void refusesVectorsAndEmptyStates() {
        assertThatThrownBy(() -> Networks.onTokens(DataType.FLOAT, (net, tokens) -> {
                    String vector = net.maxOverTime(net.embedding(tokens, Networks.VOCABULARY, CHANNELS));
                    return net.maxOverTime(net.biGru(vector, HIDDEN));
                }))
                .hasMessageContaining("layer bigru-1: needs sequences [batch, time, channels]");
        assertThatIllegalArgumentException().isThrownBy(() -> new Gru(0, Reading.FORWARD));
    }
}
