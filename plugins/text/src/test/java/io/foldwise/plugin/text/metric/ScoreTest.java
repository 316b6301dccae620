package io.foldwise.plugin.text.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.text.report.ReportFormat;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.LabelSchema;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ScoreTest {

    private static final LabelSchema REGIONS = ReportFormat.of(2, 0).schema();
    private static final LabelSchema BOTH = ReportFormat.of(2, 1).schema();

    private final Round1Score round1 = new Round1Score(new Round1Score.Params(), REGIONS);
    private final Round2Score round2 = new Round2Score(new Round2Score.Params(), BOTH);

    @Test
    void round1IsOneMinusTheMeanLossOfTheColumns() {
        float[][] targets = {{1, 0}, {0, 0}};
        float[][] probabilities = {{0.5f, 0.25f}, {0.5f, 0.25f}};

        assertThat(round1.value(REGIONS, targets, probabilities))
                .isCloseTo(1 - (Math.log(2) + Math.log(4 / 3.0)) / 2, within(1e-12));
    }

    @Test
    void certainAndWrongCostsAsMuchAsTheContestClips() {
        float[][] targets = {{1, 0}};
        float[][] probabilities = {{0, 0}};

        assertThat(round1.value(REGIONS, targets, probabilities)).isCloseTo(1 + Math.log(1e-15) / 2, within(1e-9));
        assertThat(round1.value(REGIONS, new float[][] {{1, 0}}, new float[][] {{1, 0}}))
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void round2ScoresTypesOnlyWhereThereIsARegion() {
        float[][] targets = {{1, 0, 1}, {0, 0, 1}};
        float[][] probabilities = {{0.5f, 0.5f, 0.25f}, {0.5f, 0.5f, 0.001f}};

        double regions = 1 - 2 * Math.log(2);
        double types = 1 - 2 * Math.log(4);
        Map<String, Double> details = round2.details(BOTH, targets, probabilities);
        assertThat(details.get("S1")).isCloseTo(regions, within(1e-12));
        assertThat(details.get("S2")).isCloseTo(types, within(1e-12));
        assertThat(round2.value(BOTH, targets, probabilities)).isCloseTo(0.6 * regions + 0.4 * types, within(1e-12));
    }

    @Test
    void undefinedScoresAreNoNumbers() {
        assertThat(round1.value(REGIONS, new float[0][], new float[0][])).isNaN();
        assertThat(round2.value(BOTH, new float[][] {{0, 0, 1}}, new float[][] {{0, 0, 1}}))
                .isNaN();
        assertThat(round1.value(REGIONS, new float[][] {{0, 0}}, new float[][] {{Float.NaN, 0}}))
                .isNaN();
    }

    @Test
    void otherLabelGroupsAreRefusedWithTheRightMetricsName() {
        assertThatThrownBy(() -> new Round1Score(new Round1Score.Params(), BOTH))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageContaining("ct-report-round2");
        assertThatThrownBy(() -> new Round2Score(new Round2Score.Params(), REGIONS))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageContaining("ct-report-round1");
    }
}
