package io.foldwise.plugin.text.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.plugin.text.Reports;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

final class ReportDatasetTest {

    private final ReportDataset data = new ReportDataset(
            List.of(report(0, 857), report(5), report(1, 2, 3), report(4, 4, 4)),
            Task.of(ReportFormat.ROUND1.schema()),
            false,
            new InputShape.Sequence(859, 10),
            Reports.NO_GROUPS);

    @Test
    void batchIsAsLongAsItsLongestReportAndMasked() {
        Features features = data.features(new int[] {2, 0, 1});

        assertThat(features.values().toFloatMatrix())
                .isDeepEqualTo(new float[][] {{1, 2, 3}, {0, 857, 858}, {5, 858, 858}});
        assertThat(features.mask().orElseThrow().toFloatMatrix())
                .isDeepEqualTo(new float[][] {{1, 1, 1}, {1, 1, 0}, {1, 0, 0}});
    }

    @Test
    void equallyLongReportsNeedNoMask() {
        Features features = data.features(new int[] {3, 2});

        assertThat(features.mask()).isEmpty();
        assertThat(features.values().toFloatMatrix()).isDeepEqualTo(new float[][] {{4, 4, 4}, {1, 2, 3}});
        assertThat(data.features(new int[] {1}).values().shape()).containsExactly(1, 1);
    }

    @Test
    void arraysAreFloatsWhateverTheDefaultIs() {
        DataType before = Nd4j.dataType();
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        try {
            Features features = data.features(new int[] {0, 1});
            assertThat(features.values().dataType()).isEqualTo(DataType.FLOAT);
            assertThat(features.mask().orElseThrow().dataType()).isEqualTo(DataType.FLOAT);
        } finally {
            Nd4j.setDefaultDataTypes(before, before);
        }
    }

    @Test
    void threadsDoNotDisturbEachOther() {
        int[] rows = {2, 0, 1, 3};
        float[][] expected = data.features(rows).values().toFloatMatrix();

        assertThat(IntStream.range(0, 200)
                        .parallel()
                        .mapToObj(i -> data.features(rows).values().toFloatMatrix()))
                .allSatisfy(batch -> assertThat(batch).isDeepEqualTo(expected));
    }

    @Test
    void targetsBelongToTheCaller() {
        ReportDataset labelled = new ReportDataset(
                List.of(new Report("0", new int[] {1}, new int[] {3})),
                Task.of(ReportFormat.ROUND1.schema()),
                true,
                new InputShape.Sequence(859, 10),
                Reports.NO_GROUPS);
        labelled.targets(0)[3] = 9;

        assertThat(labelled.targets(0)[3]).isEqualTo(1);
    }

    private static Report report(int... tokens) {
        return new Report("0", tokens, new int[0]);
    }
}
