package io.foldwise.plugin.signal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.CrossEntropy;
import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.engine.network.NetworkAssembly.Settings;
import io.foldwise.engine.weights.Transfer;
import io.foldwise.engine.weights.WeightsFile;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.InputShape.Signal;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * Networks that {@code bench/pytorch/signal_models.py} wrote, read by the rules that come with Foldwise: what they make of some
 * signals, in prediction and in training, and the gradients of their loss. The deep one is compared in double precision: in single
 * precision, normalization of a small batch makes 1e-4 of rounding, in PyTorch too.
 */
final class PytorchTest {

    private static final Path FOLDER = Path.of("src/test/resources/io/foldwise/plugin/signal/model");
    private static final double SAME = 1e-5;
    private static final int BATCH = 6;
    private static final Signal SIGNAL = new Signal(3, 101, 100);
    private static final Task TASK = Task.of(LabelSchema.of("label", List.of("a", "b", "c", "d")));
    private static final String NETWORKS = """
            xresnet1d18 : FLOAT : depth = 18, channels = 4
            xresnet1d50 : DOUBLE : depth = 50, channels = 2, kernel = 3
            """;
    private static final String LOGITS = """
            rules += { from = "8\\\\.8\\\\.weight", to = head-labels-dense-1/weights, transpose = [1, 0] }
            rules += { from = "8\\\\.8\\\\.bias", to = head-labels-dense-1/bias }
            drop = []
            """;

    @ParameterizedTest
    @CsvSource(delimiter = ':', textBlock = NETWORKS)
    void predictsTheSame(String name, DataType type, String settings) throws IOException {
        ComputationGraph network = network(type, settings);
        Transfer transfer = load(network, name + ".safetensors");
        assertThat(transfer.fresh()).as("parameters that start by chance").isEmpty();
        assertThat(transfer.misfits()).isEmpty();
        assertThat(transfer.leftOver()).isEmpty();
        assertSame("prediction", network.output(false, signals(type))[0], logits(name, 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ':', textBlock = NETWORKS)
    void trainsTheSame(String name, DataType type, String settings) throws IOException {
        ComputationGraph network = network(type, settings);
        load(network, name + ".safetensors");
        ComputationGraph expected = network(type, settings);
        load(expected, name + "-gradients.safetensors");

        assertSame("training", network.output(true, signals(type))[0], logits(name, BATCH));

        network.setInputs(signals(type));
        network.setLabels(targets(type));
        network.computeGradientAndScore();
        Map<String, INDArray> gradients = network.gradient().gradientForVariable();
        expected.paramTable().forEach((parameter, gradient) -> {
            if (!parameter.endsWith("_mean") && !parameter.endsWith("_variance")) {
                assertSame(
                        parameter,
                        gradients.get(parameter),
                        gradient.dup('c').data().asFloat());
            }
        });
    }

    private static ComputationGraph network(DataType type, String depth) {
        Settings settings = new Settings(new Seed(1), type, new NoOp(), 0, OptionalDouble.empty());
        return NetworkAssembly.network(
                Models.of("{ type = xresnet1d, hidden = 6, dropout = 0, " + depth + " }", SIGNAL, TASK),
                SIGNAL,
                TASK,
                List.of(new CrossEntropy()),
                settings);
    }

    private static Transfer load(ComputationGraph network, String name) {
        Path file = FOLDER.resolve(name);
        return new WeightsFile(file, Set.of())
                .load(
                        network,
                        Models.weights("include \"../../conf/weights/ptbxl-xresnet1d.conf\"\nfile = \"" + file + "\"\n"
                                + LOGITS));
    }

    private static void assertSame(String what, INDArray array, float... expected) {
        float[] actual = array.dup('c').data().asFloat();
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i])
                    .as("%s, number %d", what, i)
                    .isCloseTo(expected[i], within(SAME * Math.max(1, Math.abs(expected[i]))));
        }
    }

    /** The lines of a batch from the given one on. */
    private static float[] logits(String name, int first) throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve(name + ".txt"));
        double[] values = lines.subList(first, first + BATCH).stream()
                .flatMap(line -> Stream.of(line.split(" ")))
                .mapToDouble(Double::parseDouble)
                .toArray();
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** The formula of the script. */
    private static INDArray signals(DataType type) {
        float[] values = new float[BATCH * SIGNAL.length() * SIGNAL.channels()];
        int at = 0;
        for (int n = 0; n < BATCH; n++) {
            for (int t = 0; t < SIGNAL.length(); t++) {
                for (int c = 0; c < SIGNAL.channels(); c++) {
                    values[at++] = ((13 * t + t * t % 7 + 29 * c + 5 * n) % 33 - 16) / 16f;
                }
            }
        }
        return Nd4j.createFromArray(values).castTo(type).reshape(BATCH, SIGNAL.length(), SIGNAL.channels());
    }

    private static INDArray targets(DataType type) {
        float[] values = new float[BATCH * TASK.width()];
        for (int i = 0; i < values.length; i += 2) {
            values[i] = 1;
        }
        return Nd4j.createFromArray(values).castTo(type).reshape(BATCH, TASK.width());
    }
}
