package io.foldwise.plugin.text.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.contracts.ReaderContract;
import io.foldwise.plugin.text.Reports;
import io.foldwise.plugin.text.group.Groups;
import io.foldwise.plugin.text.metric.Round1Score;
import io.foldwise.plugin.text.report.CtReportReader;
import io.foldwise.plugin.text.report.CtReportReader.Format;
import io.foldwise.plugin.text.report.CtReportReader.TestFormat;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Shift;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SyntheticReportsReaderTest extends ReaderContract {

    @Override
    protected Reader reader() {
        return Reports.synthetic(24, 0, 1);
    }

    @Nested
    final class WithoutTestReports extends ReaderContract {
        @Override
        protected Reader reader() {
            return new SyntheticReportsReader(new SyntheticReportsReader.Params(
                    24, 0, 858, 3, 2, 30, 0.5, 0.5, 0.5, 0, 1, Reports.groups(Groups.By.SHARED_PHRASES)));
        }
    }

    @Test
    void equalParametersGiveEqualReports() {
        assertEqual(
                Reports.synthetic(200, 0, 1).train(),
                Reports.synthetic(200, 0, 1).train());
        assertThat(Reports.synthetic(200, 0, 2).train().features(new int[] {0}))
                .isNotEqualTo(Reports.synthetic(200, 0, 1).train().features(new int[] {0}));
    }

    @Test
    void moreReportsContinueFewer() {
        Dataset few = Reports.synthetic(50, 0, 1).train();
        Dataset many = Reports.synthetic(100, 0, 1).train();

        for (int row = 0; row < few.size(); row++) {
            assertThat(many.targets(row)).isEqualTo(few.targets(row));
            assertThat(many.features(new int[] {row}).values())
                    .isEqualTo(few.features(new int[] {row}).values());
        }
    }

    @Test
    void writtenFilesReadBackAsTheSameData(@TempDir Path folder) throws IOException {
        for (int types : new int[] {0, 12}) {
            SyntheticReportsReader synthetic = Reports.synthetic(300, types, 1);
            synthetic.write(folder);
            Format format = types == 0 ? Format.ROUND1 : Format.ROUND2;
            TestFormat answers = types == 0 ? TestFormat.ROUND1 : TestFormat.ROUND2;

            CtReportReader files = files(folder, format, SyntheticReportsReader.TEST, TestFormat.UNLABELLED);
            assertThat(files.task()).isEqualTo(synthetic.task());
            assertThat(files.input()).isEqualTo(synthetic.input());
            assertEqual(files.train(), synthetic.train());
            assertEqual(files.test().orElseThrow(), synthetic.test().orElseThrow());
            assertEqual(
                    synthetic.read(folder.resolve(SyntheticReportsReader.TEST)),
                    synthetic.test().orElseThrow());
            assertThat(shift(files)).isEqualTo(shift(synthetic));

            Dataset labelled = files(folder, format, SyntheticReportsReader.TEST_LABELS, answers)
                    .test()
                    .orElseThrow();
            assertThat(labelled.labelled()).isTrue();
            assertThat(labelled.size()).isEqualTo(150);
        }
    }

    private static CtReportReader files(Path folder, Format format, String test, TestFormat testFormat) {
        return new CtReportReader(new CtReportReader.Params(
                folder.resolve(SyntheticReportsReader.TRAIN),
                Optional.of(folder.resolve(test)),
                format,
                testFormat,
                858,
                104,
                List.of(),
                Reports.NO_GROUPS));
    }

    @Test
    void labelsAreAsRareAndUnevenAsInTheContest() {
        Dataset data = Reports.synthetic(3000, 0, 1).train();
        float[][] targets = Reports.targets(data, Reports.rows(data));
        float[] rates = Reports.baseRates(targets)[0];

        assertThat(rates[0]).isBetween(0.12f, 0.3f);
        assertThat(rates[16]).isBetween(0.005f, 0.04f);
        double base = new Round1Score(new Round1Score.Params(), Reports.labels(data))
                .value(Reports.labels(data), targets, Reports.baseRates(targets));
        assertThat(base).isBetween(0.7, 0.77);
        long healthy = IntStream.range(0, data.size())
                .filter(row -> IntStream.range(0, 17).allMatch(label -> targets[row][label] == 0))
                .count();
        assertThat(healthy / 3000.0).isBetween(0.2, 0.35);
    }

    @Test
    void reportsKeepToTheirShape() {
        for (int longest : new int[] {24, 60}) {
            Dataset data = reader(500, 60, 3, 1, longest, 0.5, 0.5, 0).train();
            assertThat(data.input()).isEqualTo(new InputShape.Sequence(61, longest));
            assertThat(IntStream.range(0, data.size()).map(data::length))
                    .allMatch(length -> length > 0 && length <= longest);
            assertThat(Reports.labels(data).columns()).containsExactly("region-0", "region-1", "region-2", "type-0");
        }
    }

    @Test
    void testReportsAreAsDifferentAsAskedFor() {
        double alike = shift(0);
        double different = shift(0.8);

        assertThat(alike).isBetween(0.4, 0.6);
        assertThat(different).isGreaterThan(0.8);
    }

    private static double shift(double amount) {
        return shift(reader(600, 858, 17, 0, 104, 0.5, 0.02, amount)).auc();
    }

    private static Shift shift(Reader reader) {
        return reader.shift(reader.train(), reader.test().orElseThrow(), new Seed(1))
                .orElseThrow();
    }

    private static SyntheticReportsReader reader(
            int reports,
            int vocabulary,
            int regions,
            int types,
            int longest,
            double difficulty,
            double noise,
            double shift) {
        return new SyntheticReportsReader(new SyntheticReportsReader.Params(
                reports,
                reports,
                vocabulary,
                regions,
                types,
                longest,
                difficulty,
                noise,
                0,
                shift,
                1,
                Reports.NO_GROUPS));
    }

    private static void assertEqual(Dataset actual, Dataset expected) {
        int[] rows = Reports.rows(expected);
        assertThat(Reports.rows(actual)).isEqualTo(rows);
        assertThat(actual.task()).isEqualTo(expected.task());
        assertThat(actual.input()).isEqualTo(expected.input());
        assertThat(actual.labelled()).isEqualTo(expected.labelled());
        Features actualFeatures = actual.features(rows);
        Features expectedFeatures = expected.features(rows);
        assertThat(actualFeatures.values()).isEqualTo(expectedFeatures.values());
        assertThat(actualFeatures.mask()).isEqualTo(expectedFeatures.mask());
        for (int row : rows) {
            assertThat(actual.id(row)).isEqualTo(expected.id(row));
            if (expected.labelled()) {
                assertThat(actual.targets(row)).isEqualTo(expected.targets(row));
            }
        }
    }
}
