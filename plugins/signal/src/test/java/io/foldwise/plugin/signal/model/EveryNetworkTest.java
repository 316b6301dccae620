package io.foldwise.plugin.signal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.foldwise.contracts.CrossEntropy;
import io.foldwise.contracts.OnnxRun;
import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.engine.network.NetworkAssembly.Settings;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape.Signal;
import io.foldwise.spi.data.InputShape.Vector;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.Task;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Narrow ones of every network, with heads of several kinds. */
final class EveryNetworkTest {

    private static final Signal DECLARED = new Signal(3, 100, 100);
    private static final Head LABELS = LabelSchema.of("rhythm", List.of("fast", "slow"));
    private static final Head AGE = new Quantities("age", List.of("years"));
    private static final Task TASK = Task.of(LABELS, AGE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xresnet1d, depth = 18, channels = 4, hidden = 4",
                "xresnet1d, depth = 50, channels = 2, kernel = 3, hidden = 0",
                "inception1d, filters = 2, bottleneck = 2",
                "multi-scale-1d, filters = 1, blocks = [1, 2]",
                "bilstm-1d, channels = 4, hidden-state = 3, layers = 2"
            })
    void trainsOnCropsAndPredictsWindowsOfAnyLength(String settings) {
        ComputationGraph network = network("{ type = " + settings + " }");
        for (int crop : new int[] {25, 25, 40, 7}) {
            network.fit(new MultiDataSet(
                    new INDArray[] {signals(4, crop)}, new INDArray[] {Nd4j.ones(4, 2), Nd4j.zeros(4, 1)}));
        }
        assertThat(network.params().isNaN().any()).as("not a number").isFalse();

        for (int window : new int[] {100, 33, 1}) {
            INDArray signals = signals(3, window);
            INDArray[] together = network.output(signals);
            assertThat(together[0].shape()).containsExactly(3, 2);
            assertThat(together[1].shape()).containsExactly(3, 1);
            INDArray alone = network.output(signals.get(interval(1, 2)).dup('c'))[0];
            assertThat(alone.dup('c').data().asFloat())
                    .containsExactly(together[0].getRow(1).dup('c').data().asFloat(), within(1e-5f));
            assertThat(new OnnxRun(network, TASK).logits(Features.of(signals))[2])
                    .as("the third signal in ONNX Runtime")
                    .containsExactly(together[0].getRow(2).dup('c').data().asFloat(), within(1e-5f));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xresnet1d", "inception1d", "multi-scale-1d", "bilstm-1d"})
    void refusesWhatIsNoSignal(String model) {
        assertThatThrownBy(() -> Models.of(model, new Vector(3), TASK))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageContaining("reads signals, but the data gives vectors of 3 numbers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"depth = 34", "kernel = 4", "channels = 1", "dropout = 1", "hidden = -1"})
    void refusesSettingsThatMakeNoNetwork(String setting) {
        assertThatThrownBy(() -> Models.of("{ type = xresnet1d, " + setting + " }", DECLARED, TASK))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(setting.substring(0, setting.indexOf(' ')));
    }

    @Test
    void leadsShareTheirKernelsAndHaveNoOrder() {
        ComputationGraph network = network("{ type = multi-scale-1d, filters = 2, blocks = [1, 1] }");
        INDArray signals = signals(2, 50);
        INDArray turned =
                Nd4j.concat(2, signals.get(all(), all(), interval(1, 3)), signals.get(all(), all(), interval(0, 1)));
        assertThat(network.output(turned.dup('c'))[0].dup('c').data().asFloat())
                .containsExactly(network.output(signals)[0].dup('c').data().asFloat(), within(1e-5f));
    }

    @Test
    void everyHeadHasWeightsOfItsName() {
        Task task = Task.of(new Classes("rhythm", List.of("a", "b", "c")), AGE);
        ComputationGraph network = network("{ type = xresnet1d, depth = 18, channels = 2, hidden = 5 }", task);
        assertThat(network.getLayer("head-rhythm-dense-1").getParam("weights").shape())
                .containsExactly(5, 3);
        assertThat(network.getLayer("head-age-dense-1").getParam("weights").shape())
                .containsExactly(5, 1);
    }

    private static ComputationGraph network(String text) {
        return network(text, TASK);
    }

    private static ComputationGraph network(String text, Task task) {
        Settings settings = new Settings(new Seed(4), DataType.FLOAT, new Adam(1e-3), 0, OptionalDouble.empty());
        return NetworkAssembly.network(
                Models.of(text, DECLARED, task),
                DECLARED,
                task,
                List.of(new CrossEntropy(), new CrossEntropy()),
                settings);
    }

    private static INDArray signals(int batch, int time) {
        return Nd4j.rand(DataType.FLOAT, batch, time, DECLARED.channels()).subi(0.5);
    }
}
