package io.foldwise.report.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class WordsTest {

    @Test
    void writesTimesAsClocksDo() {
        assertThat(Words.time(Duration.ofSeconds(7))).isEqualTo("0:07");
        assertThat(Words.time(Duration.ofSeconds(750))).isEqualTo("12:30");
        assertThat(Words.time(Duration.ofSeconds(3723))).isEqualTo("1:02:03");
    }

    @Test
    void writesNumbersWithTheDigitsThatTellSomething() {
        assertThat(Words.number(0.171234)).isEqualTo("0.1712");
        assertThat(Words.number(-12.3456)).isEqualTo("-12.35");
        assertThat(Words.number(0)).isEqualTo("0");
        assertThat(Words.number(0.0000123)).isEqualTo("1.2e-05");
        assertThat(Words.number(123456)).isEqualTo("123456");
        assertThat(Words.number(Double.NaN)).isEqualTo("n/a");
    }

    @Test
    void writesMemoryInTheUnitThatFits() {
        assertThat(Words.memory(300L << 10)).isEqualTo("300 KiB");
        assertThat(Words.memory(812L << 20)).isEqualTo("812 MiB");
        assertThat(Words.memory(2458L << 20)).isEqualTo("2.4 GiB");
    }

    @Test
    void countsInSingularAndPlural() {
        assertThat(Words.count(1, "fold")).isEqualTo("1 fold");
        assertThat(Words.count(0, "fold")).isEqualTo("0 folds");
    }
}
