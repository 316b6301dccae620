package io.foldwise.plugin.text.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.text.Reports;
import io.foldwise.plugin.text.report.ReportFormat;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Predictions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SubmissionTest {

    private static final String ROW = " 0.5".repeat(17).strip();

    private final Round1Submission round1 =
            new Round1Submission(new Round1Submission.Params(1e-4), ReportFormat.ROUND1.schema());

    @Test
    void lineHoldsIdAndClippedProbabilities() {
        float[] probabilities = new float[17];
        probabilities[1] = 1;
        probabilities[2] = 0.25f;

        assertThat(round1.lines(new Predictions(List.of("7"), new float[][] {probabilities})))
                .containsExactly("7|,|0.0001000000 0.9999000000 0.2500000000" + " 0.0001000000".repeat(14));
    }

    @Test
    void pointIsAPointInEveryCountry() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(round1.lines(new Predictions(List.of("7"), new float[1][17])))
                    .allSatisfy(line -> assertThat(line).startsWith("7|,|0.0001"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void ownLinesAreValidAndCloseToThePredictions() {
        Round2Submission round2 = new Round2Submission(new Round2Submission.Params(0), ReportFormat.ROUND2.schema());
        SplittableRandom random = new SplittableRandom(5);
        float[][] probabilities = new float[50][29];
        for (float[] row : probabilities) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) random.nextDouble();
            }
        }
        List<String> ids = IntStream.range(0, 50).mapToObj(i -> "" + 3 * i).toList();

        List<String> lines = round2.lines(new Predictions(ids, probabilities));

        assertThat(round2.problems(lines, ids)).isEmpty();
        for (int row = 0; row < 50; row++) {
            String[] words = lines.get(row)
                    .substring(lines.get(row).lastIndexOf('|') + 1)
                    .split(" ");
            assertThat(Arrays.stream(words).mapToDouble(Double::parseDouble).toArray())
                    .containsExactly(doubles(probabilities[row]), within(1e-9));
        }
    }

    @Test
    void predictionThatIsNoNumberIsNeverWritten() {
        float[][] probabilities = new float[1][17];
        probabilities[0][3] = Float.NaN;

        assertThatThrownBy(() -> round1.lines(new Predictions(List.of("7"), probabilities)))
                .hasMessage("report 7 has the probability NaN in column 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "1|,|{ROW} !line 2: ends in a blank",
                "1|,| {ROW}!line 2: 18 probabilities instead of 17",
                "1|,|{ROW} 0.5!line 2: 18 probabilities instead of 17",
                "1|,|0.5 0.5!line 2: 2 probabilities instead of 17",
                "1,{ROW}!line 2: no separator |,|",
                "2|,|{ROW}!line 2: id 2 where 1 is expected",
                "0|,|{ROW}!line 2: id 0 was on line 1 already",
                "1 |,|{ROW}!line 2: id 1  where 1 is expected",
                "1|,|{ROW16} NaN!line 2: 'NaN' in column 16 is not a finite number",
                "1|,|{ROW16} Infinity!line 2: 'Infinity' in column 16 is not a finite number",
                "1|,|{ROW16} 0.5f!line 2: '0.5f' in column 16 is not a finite number",
                "1|,|{ROW16} 0,5!line 2: '0,5' in column 16 is not a finite number",
                "1|,|{ROW16} 1e999!line 2: 1e999 in column 16 is not in [0, 1]",
                "1|,|{ROW16} 1.0001!line 2: 1.0001 in column 16 is not in [0, 1]",
                "1|,|{ROW16} -0.1!line 2: -0.1 in column 16 is not in [0, 1]",
                "1|,|{ROW16}  0.5!line 2: a blank too many before column 16",
                "!line 2: no separator |,|",
            })
    void badLineIsNamed(String line, String problem) {
        String text = line == null ? "" : line;
        String bad = text.replace("{ROW}", ROW).replace("{ROW16}", ROW.substring(4));

        assertThat(round1.problems(List.of("0|,|" + ROW, bad, "2|,|" + ROW), List.of("0", "1", "2")))
                .contains(problem);
    }

    @Test
    void missingAndSurplusLinesAreNamed() {
        List<String> lines = List.of("0|,|" + ROW, "1|,|" + ROW);

        assertThat(round1.problems(lines, List.of("0", "1"))).isEmpty();
        assertThat(round1.problems(lines, List.of("0", "1", "2")))
                .containsExactly("line 3: the file has 2 lines instead of 3");
        assertThat(round1.problems(lines, List.of("0"))).containsExactly("line 3: the file has 2 lines instead of 1");
    }

    @Test
    void labelsThatTheFormatCannotHoldAreRefused() {
        assertThatThrownBy(() -> new Round1Submission(new Round1Submission.Params(0), ReportFormat.ROUND2.schema()))
                .isInstanceOf(IncompatibleException.class)
                .hasMessage("ct-report-round1 holds label groups of sizes [17], the data has groups of sizes [17, 12]");
        assertThatThrownBy(() -> new Round2Submission(
                        new Round2Submission.Params(0), ReportFormat.of(29, 0).schema()))
                .isInstanceOf(IncompatibleException.class);
    }

    @Test
    void inventedReportsOf17RegionsFitRound1() {
        assertThat(new Round1Submission(new Round1Submission.Params(0), (LabelSchema)
                        Reports.synthetic(2, 0, 1).task().first()))
                .isNotNull();
        assertThat(new Round2Submission(new Round2Submission.Params(0), (LabelSchema)
                        Reports.synthetic(2, 12, 1).task().first()))
                .isNotNull();
    }

    private static double[] doubles(float[] row) {
        return IntStream.range(0, row.length).mapToDouble(i -> row[i]).toArray();
    }
}
