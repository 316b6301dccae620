package io.foldwise.toolkit.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DecimalTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1.5", "+2", "3.4e-10", "1.0E5", ".5"})
    void readsDecimals(String text) {
        assertThat(Decimal.of(text).map(BigDecimal::doubleValue)).contains(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "NaN", "Infinity", "1d", "1f", " 1", "1 ", "0x1p-1", "1,5", "1_0", "\u0661"})
    void readsNothingElse(String text) {
        assertThat(Decimal.of(text)).isEmpty();
    }
}
