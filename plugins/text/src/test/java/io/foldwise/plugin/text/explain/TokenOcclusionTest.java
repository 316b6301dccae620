package io.foldwise.plugin.text.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.contracts.TinyData;
import io.foldwise.plugin.text.Reports;
import io.foldwise.plugin.text.report.Report;
import io.foldwise.plugin.text.report.ReportDataset;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.prediction.Explanation.Parts;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TokenOcclusionTest {

    private static final Dataset DATA = new ReportDataset(
            List.of(report(7, 5, 3, 5), report(2)),
            Task.of(TinyData.schema(2)),
            false,
            new InputShape.Sequence(9, 3),
            Reports.NO_GROUPS);

    private static Report report(int... tokens) {
        return new Report(Integer.toString(tokens.length), tokens, new int[0]);
    }

    @Test
    void takesOutOneTokenAfterTheOther() {
        Parts parts = new TokenOcclusion(new TokenOcclusion.Params(1)).parts(DATA, 0);
        assertThat(parts.names()).containsExactly("7", "5", "3"); // what a model reads of it
        assertThat(parts.without().features(new int[] {0, 1, 2}).values().toFloatMatrix())
                .isDeepEqualTo(new float[][] {{5, 3}, {7, 3}, {7, 5}});
        assertThat(parts.without().input()).isEqualTo(DATA.input());
    }

    @Test
    void takesOutRunsOfTokens() {
        Parts parts = new TokenOcclusion(new TokenOcclusion.Params(2)).parts(DATA, 0);
        assertThat(parts.names()).containsExactly("7 5", "3");
        assertThat(parts.without().features(new int[] {0}).values().toFloatMatrix())
                .isDeepEqualTo(new float[][] {{3}});
    }

    @Test
    void putsPaddingWhereNothingIsLeft() {
        Parts parts = new TokenOcclusion(new TokenOcclusion.Params(1)).parts(DATA, 1);
        assertThat(parts.names()).containsExactly("2");
        assertThat(parts.without().features(new int[] {0}).values().toFloatMatrix())
                .isDeepEqualTo(new float[][] {{8}});
    }

    @Test
    void refusesWhatIsNoSequence() {
        TokenOcclusion tokens = new TokenOcclusion(new TokenOcclusion.Params(1));
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> tokens.parts(TinyData.vectors(), 0))
                .withMessageContaining("tokens are parts of sequences");
    }
}
