package io.foldwise.spi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class QuantitiesTest {

    private static final Quantities SIZE = new Quantities(List.of("height", "weight"));

    @Test
    void predictsWhatTheModelGives() {
        Tensor given = Tensor.row(-1e6f, 181.5f);

        assertThat(SIZE.prediction(given)).isEqualTo(given);
    }

    @ParameterizedTest
    @EnumSource(Average.class)
    void averagesTheNumbersWhateverIsAskedFor(Average of) {
        List<Tensor> members = List.of(Tensor.row(-8, 100), Tensor.row(0, 300));

        assertThat(SIZE.average(members, new double[] {0.75, 0.25}, of)).isEqualTo(Tensor.row(-6, 150));
    }

    @Test
    void knowsOfAnUntrainedModelThatItSaysTheMean() {
        assertThat(SIZE.baselines(Stream.of(Tensor.row(1, -4), Tensor.row(2, 0), Tensor.row(6, 1))))
                .containsEntry(Head.BASE_RATES, Tensor.row(3, -1));
    }

    @Test
    void hasNoBaselineWithoutSamples() {
        assertThat(SIZE.baselines(Stream.empty())).isEmpty();
    }

    @Test
    void needsAQuantity() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Quantities(List.of()))
                .withMessage("there must be a quantity at least");
    }
}
