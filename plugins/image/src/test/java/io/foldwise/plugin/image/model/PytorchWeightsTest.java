package io.foldwise.plugin.image.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.CrossEntropy;
import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.engine.network.NetworkAssembly.Settings;
import io.foldwise.engine.weights.Transfer;
import io.foldwise.engine.weights.WeightsFile;
import io.foldwise.engine.weights.WeightsSettings;
import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape.Image;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Storage;
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
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** Networks that PyTorch made ({@code bench/pytorch/image_models.py}), read by the rules that come with Foldwise. */
final class PytorchWeightsTest {

    private static final Path PROJECT = Path.of("..", "..");
    private static final Path FIXTURES = Path.of("src/test/resources/io/foldwise/plugin/image/model");
    private static final int BATCH = 2;

    private static final Head CLASSES = new Classes(List.of("a", "b", "c"));

    @Test
    void resNet50() throws IOException {
        String rules = """
                rules += { from = "fc\\\\.weight", to = head-class-dense-1/weights, transpose = [1, 0] }
                rules += { from = "fc\\\\.bias", to = head-class-dense-1/bias }
                """;
        compare(
                "resnet50",
                "{ type = image-classifier, encoder { type = resnet50, channels = 1 } }",
                weights("torchvision-resnet", "resnet50", rules),
                new Image(40, 40, 3),
                CLASSES);
    }

    @Test
    void seResNext50() throws IOException {
        String rules = """
                rules += { from = "last_linear\\\\.weight", to = head-class-dense-1/weights, transpose = [1, 0] }
                rules += { from = "last_linear\\\\.bias", to = head-class-dense-1/bias }
                """;
        compare(
                "se-resnext50",
                "{ type = image-classifier, encoder { type = se-resnext50, channels = 1, groups = 2, reduction = 2 } }",
                weights("pretrainedmodels-se-resnext", "se-resnext50", rules),
                new Image(41, 34, 3),
                CLASSES);
    }

    /** A decoder, whose skips come second, and heads of both kinds, on an odd size. */
    @Test
    void uNetOnResNet18() throws IOException {
        String rules = """
                rules += { from = "step(.)_(.)\\\\.weight", to = "decoder-step$1-convolution-$2/weights", transpose = [2, 3, 1, 0] }
                rules += { from = "step(.)_(.)\\\\.bias", to = "decoder-step$1-convolution-$2/bias" }
                rules += { from = "last\\\\.weight", to = decoder-last-convolution-1/weights, transpose = [2, 3, 1, 0] }
                rules += { from = "last\\\\.bias", to = decoder-last-convolution-1/bias }
                rules += { from = "mask\\\\.weight", to = head-mask-convolution-1/weights, transpose = [2, 3, 1, 0] }
                rules += { from = "mask\\\\.bias", to = head-mask-convolution-1/bias }
                rules += { from = "empty\\\\.weight", to = head-empty-dense-1/weights, transpose = [1, 0] }
                rules += { from = "empty\\\\.bias", to = head-empty-dense-1/bias }
                drop = ["encoder\\\\.fc.*"]
                """;
        compare(
                "u-net",
                "{ type = u-net, encoder { type = resnet18, channels = 2 },"
                        + " decoder { type = unet, channels = [4, 4, 3, 3], last = 2 } }",
                weights("torchvision-resnet", "u-net", rules),
                new Image(21, 18, 1),
                new Masks("mask", 21, 18, List.of("lesion"), Storage.Cell.FLOAT),
                new LabelSchema("empty", List.of(new LabelSchema.Group("empty", List.of("non-empty")))));
    }

    private static WeightsSettings weights(String rules, String file, String more) {
        String include = "include \"" + PROJECT.resolve("conf/weights/" + rules + ".conf") + "\"\n";
        return Models.weights(include + "file = \"" + FIXTURES.resolve(file + ".safetensors") + "\"\n" + more);
    }

    private static void compare(String name, String model, WeightsSettings weights, Image image, Head... heads)
            throws IOException {
        Task task = Task.of(heads);
        List<Loss> losses = Collections.nCopies(heads.length, new CrossEntropy());
        Settings settings = new Settings(new Seed(1), DataType.FLOAT, new NoOp(), 0, OptionalDouble.empty());
        ComputationGraph network =
                NetworkAssembly.network(Models.of(model, image, task), image, task, losses, settings);

        Transfer transfer = new WeightsFile(weights.file().orElseThrow(), Set.of()).load(network, weights);

        assertThat(transfer.fresh()).as("parameters that start by chance").isEmpty();
        assertThat(transfer.misfits()).isEmpty();
        assertThat(transfer.leftOver()).isEmpty();
        List<float[]> expected = expected(FIXTURES.resolve(name + ".txt"));
        List<float[]> actual = new ArrayList<>();
        for (INDArray output : network.output(false, images(image))) {
            for (int row = 0; row < BATCH; row++) {
                actual.add(output.slice(row).dup('c').data().asFloat());
            }
        }
        assertThat(actual).hasSameSizeAs(expected);
        for (int row = 0; row < expected.size(); row++) {
            assertSame(row, actual.get(row), expected.get(row));
        }
    }

    private static void assertSame(int row, float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int cell = 0; cell < expected.length; cell++) {
            assertThat(actual[cell])
                    .as("row %d, logit %d", row, cell)
                    .isCloseTo(expected[cell], within(1e-5f * Math.max(1, Math.abs(expected[cell]))));
        }
    }

    private static List<float[]> expected(Path file) throws IOException {
        List<float[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
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
