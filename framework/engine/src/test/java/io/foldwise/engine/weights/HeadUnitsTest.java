package io.foldwise.engine.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.network.Standard;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HeadUnitsTest {

    private static final HeadUnits UNITS =
            new HeadUnits(Map.of("logits-1", new Standard(new double[] {10, -4}, new double[] {2, 0.5})));

    @ParameterizedTest
    @CsvSource({"weights, bias", "W, b"})
    void aLinearLayerOfEitherKindChangesUnits(String weights, String bias) {
        float[] ownWeights = {1, 2, 3, 4};
        float[] ownBias = {1, 2};

        float[] inData = UNITS.toData("logits-1/" + weights, List.of(2L, 2L), ownWeights);
        float[] biasInData = UNITS.toData("logits-1/" + bias, List.of(2L), ownBias);

        assertThat(inData).containsExactly(2, 1, 6, 2);
        assertThat(biasInData).containsExactly(12, -3);
        assertThat(UNITS.fromData("logits-1/" + weights, List.of(2L, 2L), inData))
                .containsExactly(ownWeights);
        assertThat(UNITS.fromData("logits-1/" + bias, List.of(2L), biasInData)).containsExactly(ownBias);
    }

    @ParameterizedTest
    @CsvSource({"dense-1/weights", "logits-1/gain"})
    void nothingElseChanges(String parameter) {
        float[] values = {1, 2, 3, 4};

        assertThat(UNITS.toData(parameter, List.of(2L, 2L), values)).containsExactly(1, 2, 3, 4);
    }
}
