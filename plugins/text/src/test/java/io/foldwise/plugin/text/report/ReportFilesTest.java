package io.foldwise.plugin.text.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportFilesTest {

    @TempDir
    private Path folder;

    @Test
    void labelsAreRead() throws IOException {
        assertThat(read(ReportFormat.ROUND1, "0|,|5 857 0 |,|2 16 \n1|,|7 |,|\n"))
                .containsExactly(report("0", new int[] {5, 857, 0}, 2, 16), report("1", new int[] {7}));
        assertThat(read(ReportFormat.ROUND2, "0|,|5 |,|2 16 ,0 11 \n1|,|7 |,|,\n"))
                .containsExactly(report("0", new int[] {5}, 2, 16, 17, 28), report("1", new int[] {7}));
        assertThat(read(ReportFormat.UNLABELLED, "0|,|5 6 \n")).containsExactly(report("0", new int[] {5, 6}));
    }

    @Test
    void regionsWithoutTypesAndTypesWithoutRegionsAreLegal() throws IOException {
        assertThat(read(ReportFormat.ROUND2, "0|,|5 |,|2 ,\n1|,|7 |,|,3 \n"))
                .containsExactly(report("0", new int[] {5}, 2), report("1", new int[] {7}, 20));
    }

    @Test
    void lineEndsTrailingBlanksAndTheOrderOfLabelsDoNotMatter() throws IOException {
        List<Report> expected = List.of(report("0", new int[] {5, 6}, 1, 2), report("12", new int[] {7}));

        assertThat(read(ReportFormat.ROUND1, "0|,|5 6|,|1 2\n12|,|7|,|\n")).isEqualTo(expected);
        assertThat(read(ReportFormat.ROUND1, "0|,|5 6 |,|2 1 \r\n12|,|7 |,|\r\n"))
                .isEqualTo(expected);
        assertThat(read(ReportFormat.ROUND1, "0|,|5 6   |,|1 2   \n12|,|7 |,| "))
                .isEqualTo(expected);
    }

    @Test
    void idsNeedNotBeConsecutive() throws IOException {
        assertThat(read(ReportFormat.UNLABELLED, "9|,|1 \n4|,|1 \n123456789012345|,|1 \n"))
                .extracting(Report::id)
                .containsExactly("9", "4", "123456789012345");
    }

    @Test
    void droppedTokensAreLeftOut() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "0|,|693 5 328 6 693 \n");

        assertThat(ReportFiles.read(file, ReportFormat.UNLABELLED, 858, Set.of(693, 328)))
                .containsExactly(report("0", new int[] {5, 6}));
    }

    @Test
    void whatIsWrittenReadsBackEqual() throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        for (ReportFormat format : List.of(ReportFormat.UNLABELLED, ReportFormat.ROUND1, ReportFormat.ROUND2)) {
            int width = format.labelled() ? format.schema().width() : 0;
            List<Report> reports = new ArrayList<>();
            for (int row = 0; row < 100; row++) {
                int[] tokens = random.ints(1 + random.nextInt(30), 0, 858).toArray();
                int[] labels = random.ints(width == 0 ? 0 : random.nextInt(5), 0, Math.max(1, width))
                        .distinct()
                        .sorted()
                        .toArray();
                reports.add(report(Integer.toString(row), tokens, labels));
            }
            Path file = folder.resolve("written");

            ReportFiles.write(file, format, reports);

            assertThat(ReportFiles.read(file, format, 858, Set.of())).isEqualTo(reports);
        }
    }

    @Test
    void filesAreWrittenAsTheContestWritesThem() throws IOException {
        List<Report> reports = List.of(report("0", new int[] {5, 6}, 2, 17), report("1", new int[] {7}));
        Path file = folder.resolve("written");

        ReportFiles.write(file, ReportFormat.ROUND2, reports);
        assertThat(file).hasContent("0|,|5 6 |,|2 ,0 \n1|,|7 |,|,\n");
        ReportFiles.write(file, ReportFormat.ROUND1, reports);
        assertThat(file).hasContent("0|,|5 6 |,|2 \n1|,|7 |,|\n");
        ReportFiles.write(file, ReportFormat.UNLABELLED, reports);
        assertThat(file).hasContent("0|,|5 6 \n1|,|7 \n");
    }

    private List<Report> read(ReportFormat format, String text) throws IOException {
        return ReportFiles.read(Files.writeString(folder.resolve("file"), text), format, 858, Set.of());
    }

    private static Report report(String id, int[] tokens, int... labels) {
        return new Report(id, tokens, labels);
    }
}
