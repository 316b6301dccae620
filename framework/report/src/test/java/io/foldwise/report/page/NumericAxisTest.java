package io.foldwise.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.report.html.ChartData.Axis;
import io.foldwise.report.html.ChartData.Tick;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NumericAxisTest {

    @Test
    void isLogarithmicWhereNumbersAreSpreadLikeThat() {
        Axis axis = NumericAxis.of("lr", List.of(0.0001, 0.001, 0.01));
        assertThat(axis.places()).containsExactly(0.0, 0.5, 1.0);
        assertThat(axis.ticks()).extracting(Tick::text).containsExactly("1.0e-04", "0.0010", "0.0100");
    }

    @Test
    void isLinearWhereNumbersAreSpreadEvenlyThoughOneIsTiny() {
        Axis axis = NumericAxis.of("dropout", List.of(0.0002, 0.1, 0.2, 0.3002, 0.4, 0.5, 0.6002));
        assertThat(axis.places().get(3)).isEqualTo(0.5);
        assertThat(axis.ticks()).extracting(Tick::text).containsExactly("2.0e-04", "0.3002", "0.6002");
    }

    @Test
    void leavesOutTrialsThatHaveNone() {
        Axis axis = NumericAxis.of("batch", Arrays.asList(16, null, 64, 32));
        assertThat(axis.places()).containsExactly(0.0, null, 1.0, 0.3333);
        assertThat(axis.ticks()).extracting(Tick::text).containsExactly("16", "40", "64");
        assertThat(NumericAxis.of("none", Arrays.asList(null, null)).places()).containsExactly(null, null);
    }
}
