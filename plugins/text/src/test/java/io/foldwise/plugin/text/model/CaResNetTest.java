package io.foldwise.plugin.text.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.contracts.CrossEntropy;
import io.foldwise.contracts.ModelContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;

final class CaResNetTest extends ModelContract {

    private static final CaResNet.Params SMALL = new CaResNet.Params(12, 4, 1, 2, 4, 0.1, 8, 1, 0.1);

    /** Sequences drawn as images are none of its operators. */
    @Override
    protected boolean hasOnnxEquivalent() {
        return false;
    }

    @Override
    protected NetworkModel model(InputShape input, Task task) {
        return new CaResNet(SMALL, input, task);
    }

    @Override
    protected Dataset data() {
        return TinyData.sequences();
    }

    /**
     * The published network has 4,620,275 parameters. Ours has 32 fewer: theirs builds a batch normalization of the squeezed
     * channels for every coordinate attention (8, 4, 4, 16) and never uses it. Running averages are not counted.
     */
    @Test
    void fullSizeHasThePublishedNumberOfParameters() {
        assertWeights(
                new CaResNet.Params(64, 128, 3, 8, 512, 0.5, 128, 2, 0.5),
                Map.of(
                        "embedding", 109_952L,
                        "transformer", 594_816L,
                        "skip", 384L,
                        "branch1", 773_320L - 8,
                        "branch2", 5_764L - 4,
                        "branch3", 13_188L - 4,
                        "trunk", 3_087_888L - 16,
                        "result", 130L,
                        "logits", 34_833L),
                4_620_275 - 32);
    }

    /** Those of the network in bench/pytorch/models.py, counted there. */
    @Test
    void smallSizeHasTheParametersOfItsPyTorchTwin() {
        assertWeights(
                new CaResNet.Params(64, 64, 1, 4, 128, 0.5, 16, 1, 0.5),
                Map.of(
                        "embedding", 54_976L,
                        "transformer", 33_472L,
                        "skip", 48L,
                        "branch1", 11_720L,
                        "branch2", 272L,
                        "branch3", 304L,
                        "trunk", 46_176L,
                        "result", 18L,
                        "logits", 17_425L),
                164_411);
    }

    private static void assertWeights(CaResNet.Params params, Map<String, Long> parts, long total) {
        InputShape reports = new InputShape.Sequence(859, 104);
        Task task = Task.of(TinyData.schema(17));
        ComputationGraph network = NetworkAssembly.network(
                new CaResNet(params, reports, task),
                reports,
                task,
                List.of(new CrossEntropy()),
                new NetworkAssembly.Settings(new Seed(7), DataType.FLOAT, new NoOp(), 0, OptionalDouble.empty()));
        parts.forEach(
                (part, count) -> assertThat(weights(network, part)).as(part).isEqualTo(count));
        assertThat(weights(network, "")).isEqualTo(total);
    }

    private static long weights(ComputationGraph network, String part) {
        return network.paramTable().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(part))
                .filter(entry -> !entry.getKey().endsWith("_mean"))
                .filter(entry -> !entry.getKey().endsWith("_variance"))
                .mapToLong(entry -> entry.getValue().length())
                .sum();
    }

    @Test
    void refusesImages() {
        assertThatThrownBy(() -> new CaResNet(SMALL, new InputShape.Image(8, 8, 1), Task.of(TinyData.schema(2))))
                .isInstanceOf(IncompatibleException.class)
                .hasMessage(
                        "model ca-resnet reads sequences of token ids; the data gives images of 8 x 8 pixels in 1 channel");
    }

    @Test
    void refusesSizesThatCannotBeDivided() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CaResNet.Params(63, 128, 3, 8, 512, 0.5, 128, 2, 0.5))
                .withMessage("length 63 is odd; choose an even number, as the image is halved");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CaResNet.Params(64, 128, 3, 7, 512, 0.5, 128, 2, 0.5))
                .withMessage("7 heads do not divide an embedding of 128; choose another number of heads");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CaResNet.Params(64, 128, 3, 8, 512, 0.5, 30, 2, 0.5))
                .withMessage("30 channels cannot be shared among the branches; choose a multiple of 4");
    }
}
