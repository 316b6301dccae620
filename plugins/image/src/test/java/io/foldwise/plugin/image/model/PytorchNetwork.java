package io.foldwise.plugin.image.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.CrossEntropy;
import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.engine.network.NetworkAssembly.Settings;
import io.foldwise.engine.weights.Transfer;
import io.foldwise.engine.weights.WeightsFile;
import io.foldwise.engine.weights.WeightsSettings;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape.Image;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.training.Loss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * A network that {@code bench/pytorch/image_models.py} wrote: its weights, and what it makes of some images.
 *
 * @param weights its file
 * @param outputs a line for each output and image
 */
record PytorchNetwork(Path weights, Path outputs) {

    private static final int BATCH = 2;

    static PytorchNetwork of(Path folder, String name) {
        return new PytorchNetwork(folder.resolve(name + ".safetensors"), folder.resolve(name + ".txt"));
    }

    /**
     * Asserts that a model with these weights gives the same.
     *
     * @param rules the file of {@code conf/weights} that knows its names
     * @param more rules, as in an experiment file
     * @param tolerance of a logit of size 1 and less; of larger ones in proportion
     */
    void assertSame(String model, String rules, String more, double tolerance, Image image, Head... heads)
            throws IOException {
        WeightsSettings settings = Models.weights(
                "include \"../../conf/weights/" + rules + ".conf\"\n" + "file = \"" + weights + "\"\n" + more);
        ComputationGraph network = network(model, image, Task.of(heads));

        Transfer transfer = new WeightsFile(weights, Set.of()).load(network, settings);

        assertThat(transfer.fresh()).as("parameters that start by chance").isEmpty();
        assertThat(transfer.misfits()).isEmpty();
        assertThat(transfer.leftOver()).isEmpty();
        List<float[]> expected = expected();
        List<float[]> actual = logits(network, image);
        assertThat(actual).hasSameSizeAs(expected);
        for (int row = 0; row < expected.size(); row++) {
            assertSame(row, actual.get(row), expected.get(row), tolerance);
        }
    }

    private static ComputationGraph network(String model, Image image, Task task) {
        List<Loss> losses = Collections.nCopies(task.heads().size(), new CrossEntropy());
        Settings settings = new Settings(new Seed(1), DataType.FLOAT, new NoOp(), 0, OptionalDouble.empty());
        return NetworkAssembly.network(Models.of(model, image, task), image, task, losses, settings);
    }

    private static void assertSame(int row, float[] actual, float[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int cell = 0; cell < expected.length; cell++) {
            assertThat((double) actual[cell])
                    .as("row %d, logit %d", row, cell)
                    .isCloseTo(expected[cell], within(tolerance * Math.max(1, Math.abs(expected[cell]))));
        }
    }

    private static List<float[]> logits(ComputationGraph network, Image image) {
        List<float[]> rows = new ArrayList<>();
        for (INDArray output : network.output(false, images(image))) {
            for (int row = 0; row < BATCH; row++) {
                rows.add(output.slice(row).dup('c').data().asFloat());
            }
        }
        return rows;
    }

    private List<float[]> expected() throws IOException {
        List<float[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(outputs)) {
            double[] values =
                    Stream.of(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
            float[] row = new float[values.length];
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) values[i];
            }
            rows.add(row);
        }
        return rows;
    }

    /** The formula of the script. */
    private static INDArray images(Image shape) {
        float[] values = new float[BATCH * shape.height() * shape.width() * shape.channels()];
        int at = 0;
        for (int n = 0; n < BATCH; n++) {
            for (int y = 0; y < shape.height(); y++) {
                for (int x = 0; x < shape.width(); x++) {
                    for (int c = 0; c < shape.channels(); c++) {
                        values[at++] = ((7 * y + 13 * x + 29 * c + 5 * n) % 33 - 16) / 16f;
                    }
                }
            }
        }
        return Nd4j.createFromArray(values).reshape(BATCH, shape.height(), shape.width(), shape.channels());
    }
}
