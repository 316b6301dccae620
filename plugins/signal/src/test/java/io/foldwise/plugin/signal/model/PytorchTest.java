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
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * A network that {@code bench/pytorch/signal_models.py} wrote, read by the rules that come with Foldwise: what it makes of some
 * signals, in prediction and in training, and the gradients of its loss.
 */
final class PytorchTest {

    private static final Path FOLDER = Path.of("src/test/resources/io/foldwise/plugin/signal/model");
    private static final double SAME = 1e-5;
    private static final int BATCH = 6;
    private static final Signal SIGNAL = new Signal(3, 101, 100);
    private static final Task TASK = Task.of(LabelSchema.of("label", List.of("a", "b", "c", "d")));
    private static final String LOGITS = """
            rules += { from = "8\\\\.8\\\\.weight", to = head-labels-dense-1/weights, transpose = [1, 0] }
            rules += { from = "8\\\\.8\\\\.bias", to = head-labels-dense-1/bias }
            drop = []
            """;

    @Test
    void predictsTheSame() throws IOException {
        ComputationGraph network = network();
        Transfer transfer = load(network, "xresnet1d18.safetensors");
        assertThat(transfer.fresh()).as("parameters that start by chance").isEmpty();
        assertThat(transfer.misfits()).isEmpty();
        assertThat(transfer.leftOver()).isEmpty();
        assertSame("prediction", network.output(false, signals())[0], logits(0));
    }

    @Test
    void trainsTheSame() throws IOException {
        ComputationGraph network = network();
        load(network, "xresnet1d18.safetensors");
        ComputationGraph expected = network();
        load(expected, "xresnet1d18-gradients.safetensors");

        assertSame("training", network.output(true, signals())[0], logits(BATCH));

        network.setInputs(signals());
        network.setLabels(targets());
        network.computeGradientAndScore();
        Map<String, INDArray> gradients = network.gradient().gradientForVariable();
        expected.paramTable().forEach((name, gradient) -> {
            if (!name.endsWith("_mean") && !name.endsWith("_variance")) {
                assertSame(name, gradients.get(name), gradient.dup('c').data().asFloat());
            }
        });
    }

    private static ComputationGraph network() {
        Settings settings = new Settings(new Seed(1), DataType.FLOAT, new NoOp(), 0, OptionalDouble.empty());
        return NetworkAssembly.network(
                Models.of("{ type = xresnet1d, depth = 18, channels = 4, hidden = 6, dropout = 0 }", SIGNAL, TASK),
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
    private static float[] logits(int first) throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve("xresnet1d18.txt"));
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
    private static INDArray signals() {
        float[] values = new float[BATCH * SIGNAL.length() * SIGNAL.channels()];
        int at = 0;
        for (int n = 0; n < BATCH; n++) {
            for (int t = 0; t < SIGNAL.length(); t++) {
                for (int c = 0; c < SIGNAL.channels(); c++) {
                    values[at++] = ((13 * t + t * t % 7 + 29 * c + 5 * n) % 33 - 16) / 16f;
                }
            }
        }
        return Nd4j.createFromArray(values).reshape(BATCH, SIGNAL.length(), SIGNAL.channels());
    }

    private static INDArray targets() {
        float[] values = new float[BATCH * TASK.width()];
        for (int i = 0; i < values.length; i += 2) {
            values[i] = 1;
        }
        return Nd4j.createFromArray(values).reshape(BATCH, TASK.width());
    }
}
