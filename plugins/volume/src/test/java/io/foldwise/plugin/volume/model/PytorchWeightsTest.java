package io.foldwise.plugin.volume.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.CrossEntropy;
import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.engine.network.NetworkAssembly.Settings;
import io.foldwise.engine.weights.Transfer;
import io.foldwise.engine.weights.WeightsFile;
import io.foldwise.plugin.volume.box.Anchors;
import io.foldwise.plugin.volume.box.Nodules;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.InputShape.Volume;
import io.foldwise.spi.data.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** A network that {@code bench/pytorch/volume_models.py} wrote, read by the rules that come with Foldwise. */
final class PytorchWeightsTest {

    private static final Path FOLDER = Path.of("src/test/resources/io/foldwise/plugin/volume/model");
    private static final String MODEL =
            "{ type = nodule-net, stem = 2, down = [3, 4, 4, 4], down-blocks = [2, 1, 1, 1],"
                    + " up = [4, 5], up-blocks = [1, 2], hidden = 4 }";
    private static final Volume VOLUME = new Volume(16, 32, 16, 4);
    private static final int BATCH = 2;
    private static final double SAME = 1e-5;

    @Test
    void noduleNet() throws IOException {
        Path weights = FOLDER.resolve("nodule-net.safetensors");
        Task task = Task.of(new Nodules(new Anchors(List.of(10.0, 30.0, 60.0), 4, -3, 0.05, 100)));
        Settings settings = new Settings(new Seed(1), DataType.FLOAT, new NoOp(), 0, OptionalDouble.empty());
        ComputationGraph network = NetworkAssembly.network(
                Models.of(MODEL, VOLUME, task), VOLUME, task, List.of(new CrossEntropy()), settings);
        Transfer transfer = new WeightsFile(weights, Set.of())
                .load(
                        network,
                        Models.weights("include \"../../conf/weights/nodule-net.conf\"\nfile = \"" + weights + "\""));
        assertThat(transfer.fresh()).as("parameters that start by chance").isEmpty();
        assertThat(transfer.misfits()).isEmpty();
        assertThat(transfer.leftOver()).isEmpty();
        INDArray cells = network.outputSingle(volumes());
        List<String> lines = Files.readAllLines(FOLDER.resolve("nodule-net.txt"));
        assertThat(lines).hasSize(BATCH);
        for (int row = 0; row < BATCH; row++) {
            double[] expected = Stream.of(lines.get(row).split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            assertSame(cells.slice(row).dup('c').data().asFloat(), expected);
        }
    }

    private static void assertSame(float[] actual, double... expected) {
        assertThat(actual).hasSize(expected.length);
        for (int cell = 0; cell < expected.length; cell++) {
            assertThat((double) actual[cell])
                    .as("logit %d", cell)
                    .isCloseTo(expected[cell], within(SAME * Math.max(1, Math.abs(expected[cell]))));
        }
    }

    /** The formula of the script. */
    private static INDArray volumes() {
        float[] values = new float[BATCH * VOLUME.numbers().getAsInt()];
        int at = 0;
        for (int n = 0; n < BATCH; n++) {
            for (int z = 0; z < VOLUME.depth(); z++) {
                for (int y = 0; y < VOLUME.height(); y++) {
                    for (int x = 0; x < VOLUME.width(); x++) {
                        for (int c = 0; c < VOLUME.channels(); c++) {
                            values[at++] = ((11 * z + 7 * y + 13 * x + 29 * c + 5 * n) % 33 - 16) / 16f;
                        }
                    }
                }
            }
        }
        return Nd4j.createFromArray(values)
                .reshape(BATCH, VOLUME.depth(), VOLUME.height(), VOLUME.width(), VOLUME.channels());
    }
}
