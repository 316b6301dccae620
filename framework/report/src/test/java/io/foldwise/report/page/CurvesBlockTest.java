package io.foldwise.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CurvesBlockTest {

    private static final double NOT_VALIDATED = Double.NaN;

    @Test
    void tellsFromWhereToWhereFoldsWent() {
        assertThat(CurvesBlock.course(List.of(List.of(0.5, 0.25, 0.125), List.of(0.75, 0.5))))
                .isEqualTo("0.5000 to 0.7500 at first, 0.1250 to 0.5000 at the end");
    }

    @Test
    void leavesOutEpochsThatWereNotValidated() {
        assertThat(CurvesBlock.course(List.of(List.of(NOT_VALIDATED, 0.5, NOT_VALIDATED, 0.25))))
                .isEqualTo("0.5000 at first, 0.2500 at the end");
        assertThat(CurvesBlock.course(List.of(List.of(NOT_VALIDATED, 0.5), List.of(NOT_VALIDATED, 0.75))))
                .isEqualTo("0.5000 to 0.7500 at the end");
    }

    @Test
    void tellsOfNoEpochAtAll() {
        assertThat(CurvesBlock.course(List.of())).isEqualTo("n/a at the end");
    }
}
