package io.foldwise.layers.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.layers.Batch;
import io.foldwise.layers.LayerAssert;
import io.foldwise.layers.Network;
import io.foldwise.layers.Networks;
import io.foldwise.layers.Networks.Blocks;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

final class LstmTest {

    private static final int CHANNELS = 4;
    private static final int HIDDEN = 3;

    private static final Blocks FORWARD =
            (net, tokens) -> net.lastStep(net.lstm(net.embedding(tokens, Networks.VOCABULARY, CHANNELS), HIDDEN));
    private static final Blocks BOTH_WAYS =
            (net, tokens) -> net.meanOverTime(net.biLstm(net.embedding(tokens, Networks.VOCABULARY, CHANNELS), HIDDEN));
    private static final Blocks TWO_LAYERS = (net, tokens) -> net.maxOverTime(
            net.biLstm(net.biLstm(net.embedding(tokens, Networks.VOCABULARY, CHANNELS), HIDDEN), HIDDEN + 2));
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

    @Test
    void agreesWithTheLstmOfDeeplearning4j() {
        LSTM lstm = new LSTM.Builder()
                .nOut(HIDDEN)
                .activation(Activation.TANH)
                .dataFormat(RNNFormat.NWC)
                .build();
        agrees(
                (net, x) -> net.lstm(x, HIDDEN),
                (net, x) -> net.add("lstm", lstm, x),
                Map.of(
                        "lstm-1_input-weights", "lstm-1_W",
                        "lstm-1_recurrent-weights", "lstm-1_RW",
                        "lstm-1_bias", "lstm-1_b"));
    }

    @Test
    void agreesWithTheBidirectionalLstmOfDeeplearning4j() {
        LSTM lstm = new LSTM.Builder()
                .nOut(HIDDEN)
                .activation(Activation.TANH)
                .dataFormat(RNNFormat.NWC)
                .build();
        agrees(
                (net, x) -> net.biLstm(x, HIDDEN),
                (net, x) -> net.add("bilstm", new Bidirectional(Bidirectional.Mode.CONCAT, lstm), x),
                Map.of(
                        "bilstm-1_forward-input-weights", "bilstm-1_fW",
                        "bilstm-1_forward-recurrent-weights", "bilstm-1_fRW",
                        "bilstm-1_forward-bias", "bilstm-1_fb",
                        "bilstm-1_backward-input-weights", "bilstm-1_bW",
                        "bilstm-1_backward-recurrent-weights", "bilstm-1_bRW",
                        "bilstm-1_backward-bias", "bilstm-1_bb"));
    }

    /** Predictions and gradients must agree on a batch without padding, both kernels of ours included. */
    private static void agrees(Blocks ours, Blocks theirs, Map<String, String> parameters) {
        for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
            ComputationGraph own = Networks.build(type, Network.sequence(CHANNELS), pooled(ours));
            ComputationGraph other = Networks.build(type, Network.sequence(CHANNELS), pooled(theirs));
            Batch batch = Batch.sequences(type, 4, 6, CHANNELS);
            double tolerance = type == DataType.FLOAT ? 1e-6 : 1e-13;
            LayerAssert.assertNetworksAgree(own, other, parameters, batch, tolerance);
        }
    }

    private static Blocks pooled(Blocks blocks) {
        return (net, x) -> net.meanOverTime(blocks.apply(net, x));
    }

    @Test
    void gatesStartWithoutBias() {
        ComputationGraph network = Networks.onTokens(DataType.FLOAT, FORWARD);
        assertThat(network.getParam("lstm-1_bias").toFloatVector()).containsOnly(0);
    }

    @Test
    void biasLearnsTwiceAsFastAsWeights() {
        ComputationGraph network = Networks.onTokens(DataType.DOUBLE, BOTH_WAYS);
        for (String direction : List.of("forward-", "backward-")) {
            assertThat(firstStep(network, direction + "input-weights")).isCloseTo(0.01, within(1e-5));
            assertThat(firstStep(network, direction + "recurrent-weights")).isCloseTo(0.01, within(1e-5));
            assertThat(firstStep(network, direction + "bias")).isCloseTo(0.02, within(1e-5));
        }
    }

    /** How far Adam moves a parameter in its first step: by the learning rate, however large the gradient is. */
    private static double firstStep(ComputationGraph network, String parameter) {
        ComputationGraph trained = network.clone();
        Batch batch = Batch.padded(DataType.DOUBLE, 4, 2, 1, 3);
        trained.fit(batch.dataSet());
        String name = "bilstm-1_" + parameter;
        return trained.getParam(name).sub(network.getParam(name)).amaxNumber().doubleValue();
    }

    @Test
    void biasLearnsWithUpdatersThatHaveNoRate() {
        Lstm lstm = new Lstm(HIDDEN, Reading.FORWARD);
        lstm.setNIn(Network.sequence(CHANNELS), true);
        lstm.setIUpdater(new AdaDelta());
        assertThat(lstm.getUpdaterByParam("bias")).isEqualTo(new AdaDelta());
    }

    @Test
    void biasFollowsTheSchedule() {
        Lstm lstm = new Lstm(HIDDEN, Reading.FORWARD);
        lstm.setNIn(Network.sequence(CHANNELS), true);
        lstm.setIUpdater(new Adam(new ExponentialSchedule(ScheduleType.EPOCH, 0.1, 0.5)));
        assertThat(lstm.getUpdaterByParam("bias").getLearningRate(0, 3)).isEqualTo(2 * 0.1 * 0.125);
        assertThat(lstm.getUpdaterByParam("input-weights").getLearningRate(0, 3))
                .isEqualTo(0.1 * 0.125);
    }

    @Test
    void refusesVectors() {
        assertThatThrownBy(() -> Networks.onTokens(DataType.FLOAT, (net, tokens) -> {
                    String vector = net.maxOverTime(net.embedding(tokens, Networks.VOCABULARY, CHANNELS));
                    return net.maxOverTime(net.lstm(vector, HIDDEN));
                }))
                .hasMessageContaining("layer lstm-1: needs sequences [batch, time, channels]");
    }
}
