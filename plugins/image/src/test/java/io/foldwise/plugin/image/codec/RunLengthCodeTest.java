package io.foldwise.plugin.image.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foldwise.spi.Seed;
import io.foldwise.toolkit.table.CsvFile;
import io.foldwise.toolkit.table.CsvRow;
import io.foldwise.toolkit.table.Separator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RunLengthCodeTest {

    /** Of the contest: {@code train-rle-sample.csv}, nine rows. Not part of this repository. */
    private static final String SAMPLE = "FOLDWISE_RLE_SAMPLE";

    private static final int SIDE = 1024;

    @Test
    void goesDownColumnsAndCountsFromTheEndOfTheRunBefore() {
        boolean[] mask = mask("00000", "11000", "11001", "01001");
        assertThat(RunLengthCode.encode(mask, 4, 5)).isEqualTo("1 2 2 3 10 2");
        assertThat(decoded("1 2 2 3 10 2", 4, 5)).isEqualTo(mask);
    }

    @Test
    void isMinusOneWhereNothingIsCovered() {
        assertThat(RunLengthCode.encode(new boolean[6], 2, 3)).isEqualTo("-1");
        assertThat(decoded(" -1", 2, 3)).containsOnly(false);
    }

    @Test
    void reachesTheLastPixel() {
        boolean[] mask = new boolean[12];
        mask[11] = true;
        assertThat(RunLengthCode.encode(mask, 3, 4)).isEqualTo("11 1");
        assertThat(decoded("0 12", 3, 4)).containsOnly(true);
    }

    @Test
    void unitesWhatSeveralCodesCover() {
        boolean[] mask = decoded("0 3", 3, 4);
        RunLengthCode.decode("2 2", mask, 3, 4);
        assertThat(RunLengthCode.encode(mask, 3, 4)).isEqualTo("0 4");
    }

    /** From nearly empty to nearly full; every other one covers the last pixel. */
    @Test
    void givesAnyMaskBack() {
        SplittableRandom random = new Seed(2019).random();
        for (int trial = 0; trial < 1000; trial++) {
            int height = 1 + random.nextInt(40);
            int width = 1 + random.nextInt(40);
            double density = random.nextDouble();
            boolean[] mask = new boolean[height * width];
            for (int pixel = 0; pixel < mask.length; pixel++) {
                mask[pixel] = random.nextDouble() < density;
            }
            mask[mask.length - 1] |= trial % 2 == 0;
            String code = RunLengthCode.encode(mask, height, width);
            assertThat(decoded(code, height, width)).as(code).isEqualTo(mask);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 2 3       | is of 3 numbers; it needs a start and a length for each run",
                "1 x         | has 'x' in place of whole number 2",
                "1 2.5       | has '2.5' in place of whole number 2",
                "99999999999999999999 1 | has '99999999999999999999' in place of whole number 1",
                "0 2 -1 3    | goes back in run 2 (-1 3), so that runs overlap",
                "-3 2        | goes back in run 1 (-3 2), so that runs overlap",
                "1 0         | covers nothing in run 1 (1 0)",
                "1 -2        | covers nothing in run 1 (1 -2)",
                "11 2        | goes beyond the end in run 1 (11 2): the image has 3 x 4 pixels",
                "0 6 5 2     | goes beyond the end in run 2 (5 2): the image has 3 x 4 pixels",
                "999999999999999999 1 | goes beyond the end in run 1 (999999999999999999 1): the image has 3 x 4 pixels",
                "-1 -1       | goes back in run 1 (-1 -1), so that runs overlap",
                "''          | is empty; an empty mask is -1",
            })
    void saysWhatIsNoCode(String code, String why) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> decoded(code, 3, 4))
                .withMessage(why);
    }

    @Test
    void decodesTheContestsOwnMasksToThePixelAndBack() {
        String place = System.getenv(SAMPLE);
        assumeTrue(place != null && Files.isRegularFile(Path.of(place)), "set " + SAMPLE);
        List<Integer> pixels = new ArrayList<>();
        List<Integer> runs = new ArrayList<>();
        for (CsvRow row : new CsvFile(Path.of(place), Separator.COMMA).rows()) {
            String code = row.cells().get(1).strip();
            if (row.line() > 1 && !code.equals(RunLengthCode.EMPTY)) {
                boolean[] mask = decoded(row.cells().get(1), SIDE, SIDE);
                int covered = 0;
                for (boolean pixel : mask) {
                    covered += pixel ? 1 : 0;
                }
                pixels.add(covered);
                runs.add(code.split(" ").length / 2);
                assertThat(RunLengthCode.encode(mask, SIDE, SIDE)).isEqualTo(code);
            }
        }
        assertThat(pixels).containsExactly(9418, 29079, 2486, 5232, 2071);
        assertThat(runs).containsExactly(263, 347, 163, 181, 30);
    }

    private static boolean[] decoded(String code, int height, int width) {
        boolean[] mask = new boolean[height * width];
        RunLengthCode.decode(code, mask, height, width);
        return mask;
    }

    private static boolean[] mask(String... rows) {
        String all = String.join("", rows);
        boolean[] mask = new boolean[all.length()];
        for (int pixel = 0; pixel < mask.length; pixel++) {
            mask[pixel] = all.charAt(pixel) == '1';
        }
        return mask;
    }
}
