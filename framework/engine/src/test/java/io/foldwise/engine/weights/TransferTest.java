package io.foldwise.engine.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.archive.ModelArchive;
import io.foldwise.engine.weights.WeightFiles.Array;
import io.foldwise.engine.weights.WeightsSettings.Rule;
import io.foldwise.spi.data.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;

final class TransferTest {

    private static final float[] KERNEL = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    private static final float[] TRANSPOSED = {1, 5, 9, 2, 6, 10, 3, 7, 11, 4, 8, 12};

    @TempDir
    private Path directory;

    @Test
    void takesArraysByNameAndShapeAndSaysWhatIsLeftOfBoth() {
        ComputationGraph network = network(1);
        float[] freshLogits = values(network, "logits/W");
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("hidden/W", new Array(KERNEL, 3, 4));
        arrays.put("hidden/b", new Array(new float[] {-1, -2, -3, -4}, 4));
        arrays.put("logits/W", new Array(new float[20], 4, 5));
        arrays.put("head/W", new Array(new float[2], 2));

        Transfer transfer = load(network, arrays, settings());

        assertThat(values(network, "hidden/W")).containsExactly(KERNEL);
        assertThat(values(network, "hidden/b")).containsExactly(-1, -2, -3, -4);
        assertThat(values(network, "logits/W")).containsExactly(freshLogits);
        assertThat(transfer.summary())
                .endsWith("w.npz: 2 of 8 parameters are taken from it; not in it: norm/gamma, norm/beta, norm/mean,"
                        + " norm/log10stdev, logits/b; of another shape: logits/W has the shape [4, 2], 'logits/W' gives"
                        + " [4, 5]; left over: head/W");
        assertThat(transfer.lines()).contains("  taken: hidden/W from 'hidden/W'", "  left over: 'head/W'");
    }

    @Test
    void renamesByTheFirstRuleThatFitsAndTurnsArrays() {
        ComputationGraph network = network(1);
        Map<String, Array> arrays = Map.of(
                "encoder.hidden.weight", new Array(TRANSPOSED, 4, 3),
                "encoder.norm.weight", new Array(new float[] {9, 8, 7, 6}, 4),
                "encoder.hidden.bias", new Array(new float[] {1, 1, 2, 2}, 4));

        Transfer transfer = load(
                network,
                arrays,
                settings(
                        new Rule("encoder\\.norm\\.weight", "norm/gamma", List.of()),
                        new Rule("encoder\\.(.*)\\.weight", "$1/W", List.of(1, 0)),
                        new Rule("encoder\\.(.*)\\.bias", "$1/b", List.of()),
                        new Rule("decoder\\..*", "none", List.of())));

        assertThat(values(network, "hidden/W")).containsExactly(KERNEL);
        assertThat(values(network, "hidden/b")).containsExactly(1, 1, 2, 2);
        assertThat(values(network, "norm/gamma")).containsExactly(9, 8, 7, 6);
        assertThat(transfer.idle()).containsExactly("decoder\\..*");
    }

    @Test
    void leavesOutWhatIsDropped() {
        ComputationGraph network = network(1);
        float[] before = values(network, "logits/b");
        WeightsSettings settings = new WeightsSettings(
                Optional.of(directory.resolve("w.npz")),
                Optional.empty(),
                0,
                Optional.empty(),
                false,
                List.of(),
                List.of("logits.*"));

        Transfer transfer = load(
                network,
                Map.of("hidden/W", new Array(KERNEL, 3, 4), "logits/b", new Array(new float[] {5, 5}, 2)),
                settings);

        assertThat(values(network, "logits/b")).containsExactly(before);
        assertThat(transfer.dropped()).containsExactly("logits/b");
    }

    @Test
    void takesRunningAveragesOfBatchNormalization() {
        ComputationGraph network = network(1);

        load(network, Map.of("norm/mean", new Array(new float[] {1, 2, 3, 4}, 4)), settings());

        assertThat(values(network, "norm/mean")).containsExactly(1, 2, 3, 4);
    }

    @Test
    void takesAllOfASavedNetwork() throws IOException {
        Path file = directory.resolve("model.zip");
        ComputationGraph saved = network(1);
        ComputationGraph network = network(2);
        ModelArchive.write(file, saved);
        assertThat(network.params()).isNotEqualTo(saved.params());

        Transfer transfer = new WeightsFile(file, Set.of()).load(network, settings());

        assertThat(network.params()).isEqualTo(saved.params());
        assertThat(transfer.taken()).hasSize(8);
        assertThat(transfer.summary()).endsWith("model.zip: 8 of 8 parameters are taken from it");
    }

    @Test
    void refusesAFileOfWhichNothingFits() {
        assertThatThrownBy(() -> load(network(1), Map.of("dense/W", new Array(KERNEL, 3, 4)), settings()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "w.npz: nothing of it fits this network; it holds dense/W [3, 4]; the network has hidden/W"
                                + " [3, 4], hidden/b [4]");
    }

    @Test
    void refusesTwoArraysForOneParameter() {
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("a.hidden", new Array(KERNEL, 3, 4));
        arrays.put("b.hidden", new Array(KERNEL, 3, 4));

        assertThatThrownBy(() -> load(network(1), arrays, settings(new Rule("..(.*)", "$1/W", List.of()))))
                .hasMessageContaining("'a.hidden' and 'b.hidden' would both become hidden/W");
    }

    @ParameterizedTest
    @CsvSource({
        "3 4,     3 4,     true",
        "4,       1 4,     true",
        "1 4 1,   4,       true",
        "3 8 5,   24 5,    true",
        "3 8 5,   3 40,    true",
        "24 5,    3 8 5,   false",
        "4 3,     3 4,     false",
        "12,      3 4,     false",
        "3 8 5,   8 15,    false",
        "3 4 2,   3 4,     false",
        "0 4,     4,       false",
        "1,       1 1,     true",
    })
    void fitsShapesThatAreTheSameNumbersInTheSameOrder(String array, String parameter, boolean fits) {
        assertThat(Shapes.fit(shape(array), shape(parameter))).isEqualTo(fits);
    }

    /** As numpy does: {@code np.arange(24).reshape(2, 3, 4).transpose(2, 0, 1)}. */
    @Test
    void turnsAxesAsNumpyDoes() {
        float[] values = new float[24];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        Transposition transposition = new Transposition(List.of(2, 0, 1));

        assertThat(transposition.shape(List.of(2L, 3L, 4L))).containsExactly(4L, 2L, 3L);
        assertThat(transposition.values(values, List.of(2L, 3L, 4L)))
                .containsExactly(0, 4, 8, 12, 16, 20, 1, 5, 9, 13, 17, 21, 2, 6, 10, 14, 18, 22, 3, 7, 11, 15, 19, 23);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a(b   | c     |      | 'a(b' is no regular expression
            a(b)  | $2    |      | '$2' asks for what 'a(b)' has no brackets for
            a     | b     | 0 2  | must name every axis once
            a     | b     | 0 0  | must name every axis once
            """)
    void refusesRulesThatCannotBeMeant(String from, String to, String axes, String reason) {
        List<Integer> transpose = axes == null
                ? List.of()
                : Arrays.stream(axes.split(" ")).map(Integer::valueOf).toList();

        assertThatThrownBy(() -> new Rule(from, to, transpose))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    private static List<Long> shape(String sizes) {
        return Arrays.stream(sizes.trim().split(" ")).map(Long::valueOf).toList();
    }

    private Transfer load(ComputationGraph network, Map<String, Array> arrays, WeightsSettings settings) {
        Path file = WeightFiles.npz(directory.resolve("w.npz"), arrays);
        return new WeightsFile(file, Set.of()).load(network, settings);
    }

    private WeightsSettings settings(Rule... rules) {
        return new WeightsSettings(
                Optional.of(directory.resolve("w.npz")),
                Optional.empty(),
                0,
                Optional.empty(),
                false,
                List.of(rules),
                List.of());
    }

    private static float[] values(ComputationGraph network, String parameter) {
        return Parameters.of(network).values(parameter);
    }

    /** Three numbers, four hidden units, two outputs. */
    private static ComputationGraph network(long seed) {
        ComputationGraph network = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(seed)
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.feedForward(3))
                .addLayer("hidden", new DenseLayer.Builder().nOut(4).build(), "input")
                .addLayer("norm", new BatchNormalization(), "hidden")
                .addVertex("both", new MergeVertex(), "norm")
                .addLayer(
                        "logits",
                        new OutputLayer.Builder()
                                .nOut(2)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "both")
                .setOutputs("logits")
                .build());
        network.init();
        return network;
    }
}
