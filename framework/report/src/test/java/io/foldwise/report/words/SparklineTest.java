package io.foldwise.report.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SparklineTest {

    @Test
    void drawsLowNumbersLow() {
        assertThat(Sparkline.of(List.of(0.0, 0.5, 1.0))).isEqualTo("\u2581\u2585\u2588");
        assertThat(Sparkline.of(List.of(3.0, 3.0))).isEqualTo("\u2581\u2581");
    }

    @Test
    void leavesSomeOfVeryManyOut() {
        List<Double> many = IntStream.range(0, 1000).mapToObj(Double::valueOf).toList();

        assertThat(Sparkline.of(many)).hasSize(40).startsWith("\u2581").endsWith("\u2588");
    }
}
