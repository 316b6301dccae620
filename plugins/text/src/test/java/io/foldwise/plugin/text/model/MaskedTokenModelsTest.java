package io.foldwise.plugin.text.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.engine.network.ParameterNames;
import io.foldwise.layers.token.Marks;
import io.foldwise.layers.transformer.Positions;
import io.foldwise.layers.transformer.TransformerSettings.Norm;
import io.foldwise.plugin.text.masked.MaskedTokenLoss;
import io.foldwise.plugin.text.masked.MaskedTokens;
import io.foldwise.plugin.text.masked.Masking;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Networks that guess masked tokens: the same layers as for labels, and answers at masked steps alone. */
final class MaskedTokenModelsTest {

    private static final int VOCABULARY = 6;
    private static final int MASK = Marks.marked(VOCABULARY - 1, VOCABULARY);
    private static final MaskedTokens HEAD = new MaskedTokens(VOCABULARY, 3, new Masking(0.3, 1, 1, 0));
    private static final Task MASKED = Task.of(HEAD);
    private static final Task LABELS = Task.of(LabelSchema.of("label", List.of("a", "b")));

    /** Behind a 1 stands a 2, behind a 3 a 4. */
    private static final double[][] TEXTS = {{1, MASK, 0, 3, MASK}, {3, MASK, 1, MASK, 0}, {0, 1, MASK, 0, 0}};

    private static final double[][] TOKENS = {{2, 4, -1}, {4, 2, -1}, {2, -1, -1}};
    private static final double[][] LENGTHS = {{1, 1, 1, 1, 1}, {1, 1, 1, 1, 1}, {1, 1, 1, 0, 0}};

    @Test
    void theLayersOfBothTasksHaveTheSameNames() {
        for (Kind kind : Kind.values()) {
            List<String> ofTokens = names(kind.model(MASKED, 2 * VOCABULARY), MASKED, 2 * VOCABULARY);
            List<String> ofLabels = names(kind.model(LABELS, VOCABULARY), LABELS, VOCABULARY);

            assertThat(ofLabels)
                    .filteredOn(name -> !name.startsWith("logits") && !name.startsWith("pooling"))
                    .as("of %s", kind)
                    .isNotEmpty()
                    .isSubsetOf(ofTokens);
        }
    }

    @Test
    void tableAndPositionsHaveTheSameShapeForBothTasks() {
        ComputationGraph tokens = network(Kind.TRANSFORMER.model(MASKED, 2 * VOCABULARY), DataType.FLOAT);

        assertThat(tokens.getLayer("embedding-1").getParam("table").shape()).containsExactly(VOCABULARY, 8);
        assertThat(tokens.getLayer("positions-1").getParam("table").shape()).containsExactly(7, 8);
    }

    @Test
    void learnsWhatStandsWhere() {
        for (Kind kind : Kind.values()) {
            ComputationGraph network = network(kind.model(MASKED, 2 * VOCABULARY), DataType.FLOAT);
            for (int step = 0; step < 150; step++) {
                network.fit(batch(DataType.FLOAT));
            }

            INDArray logits = logits(network, DataType.FLOAT);
            assertThat(logits.shape()).as("no text asks for more than two").containsExactly(3, 2, VOCABULARY);
            assertThat(Nd4j.argMax(logits.slice(0), 1).toIntVector())
                    .as("%s", kind)
                    .containsExactly(2, 4);
            assertThat(Nd4j.argMax(logits.slice(1), 1).toIntVector())
                    .as("%s", kind)
                    .containsExactly(4, 2);
        }
    }

    @Test
    void gradientsAreExact() {
        ComputationGraph network = network(Kind.TRANSFORMER.model(MASKED, 2 * VOCABULARY), DataType.DOUBLE);
        MultiDataSet batch = batch(DataType.DOUBLE);
        network.setInputs(batch.getFeatures());
        network.setLabels(batch.getLabels());
        network.setLayerMaskArrays(batch.getFeaturesMaskArrays(), null);
        network.computeGradientAndScore();
        for (String layer : List.of("embedding-1", "positions-1", "transformer-block-1", "dense-1")) {
            String parameter =
                    network.getLayer(layer).paramTable().keySet().iterator().next();
            INDArray gradient =
                    network.gradient().getGradientFor(layer + "_" + parameter).dup();
            int place = Nd4j.argMax(gradient.reshape(-1)).getInt(0);
            INDArray weights = network.getLayer(layer).getParam(parameter).reshape(-1);
            double before = weights.getDouble(place);
            weights.putScalar(place, before + 1e-5);
            double above = score(network);
            weights.putScalar(place, before - 1e-5);
            double below = score(network);
            weights.putScalar(place, before);

            assertThat(gradient.getDouble(place)).as(layer).isNotZero().isCloseTo((above - below) / 2e-5, within(1e-5));
        }
    }

    @Test
    void bothKernelsGiveTheSame() {
        ComputationGraph fast = network(Kind.TRANSFORMER.model(MASKED, 2 * VOCABULARY), DataType.FLOAT);
        ComputationGraph portable = network(Kind.TRANSFORMER.model(MASKED, 2 * VOCABULARY), DataType.DOUBLE);
        portable.setParams(fast.params().castTo(DataType.DOUBLE));

        INDArray expected = logits(portable, DataType.DOUBLE).castTo(DataType.FLOAT);
        assertThat(logits(fast, DataType.FLOAT).equalsWithEps(expected, 1e-4)).isTrue();
    }

    private static double score(ComputationGraph network) {
        network.computeGradientAndScore();
        return network.score();
    }

    private static INDArray logits(ComputationGraph network, DataType type) {
        MultiDataSet batch = batch(type);
        return network.output(false, batch.getFeatures(), batch.getFeaturesMaskArrays())[0];
    }

    private static MultiDataSet batch(DataType type) {
        return new MultiDataSet(
                new INDArray[] {Nd4j.create(TEXTS).castTo(type)},
                new INDArray[] {Nd4j.create(TOKENS).castTo(type)},
                new INDArray[] {Nd4j.create(LENGTHS).castTo(type)},
                null);
    }

    private static List<String> names(NetworkModel model, Task task, int categories) {
        return NetworkAssembly.parameterNames(model, new InputShape.Sequence(categories, 7), task).names().stream()
                .map(ParameterNames.Name::layer)
                .distinct()
                .toList();
    }

    private static ComputationGraph network(NetworkModel model, DataType type) {
        return NetworkAssembly.network(
                model,
                new InputShape.Sequence(2 * VOCABULARY, 7),
                MASKED,
                List.of(new MaskedTokenLoss(new MaskedTokenLoss.Params(), HEAD)),
                new NetworkAssembly.Settings(new Seed(4), type, new Adam(0.02), 0, OptionalDouble.empty()));
    }

    private enum Kind {
        TRANSFORMER,
        TEXT_RCNN,
        BILSTM,
        BIGRU_ATTENTION,
        LOG_BILINEAR;

        NetworkModel model(Task task, int categories) {
            InputShape input = new InputShape.Sequence(categories, 7);
            return switch (this) {
                case TRANSFORMER ->
                    new Transformer(
                            new Transformer.Params(
                                    8, 1, 1, 2, 12, 0, Positions.Kind.LEARNED, Norm.POST, List.of(Pooling.MAX), 1),
                            input,
                            task);
                case TEXT_RCNN -> new TextRcnn(new TextRcnn.Params(8, 1, 8, 1, 8, 0, 0, 1), input, task);
                case BIGRU_ATTENTION -> new BiGruAttention(new BiGruAttention.Params(8, 1, 8, 1, 8, 0, 0), input, task);
                case LOG_BILINEAR -> new LogBilinear(new LogBilinear.Params(8, 0.3, 2), input, task);
                case BILSTM ->
                    new BiLstm(new BiLstm.Params(8, 1, 8, 1, true, 0, 0, List.of(Pooling.MAX), 1), input, task);
            };
        }
    }
}
