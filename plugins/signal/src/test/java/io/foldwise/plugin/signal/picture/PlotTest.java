package io.foldwise.plugin.signal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Signal;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PlotTest {

    @Test
    void drawsNothingAsALineInTheMiddle() {
        float[] drawn = plot(9, 9, "1x1", new Signal(1, 50, 50), 50).of(new float[50]);
        assertThat(column(drawn, 9, 4)).containsExactly(0, 0, 0, 0, 1, 0, 0, 0, 0);
        assertThat(Arrays.copyOfRange(drawn, 4 * 9, 5 * 9))
                .as("from the left to the right")
                .containsOnly(1f);
    }

    @Test
    void drawsPositiveVoltagesUpwardsOnAFixedScale() {
        float[] half = filled(50, .5f);
        float[] negative = filled(50, -.75f);
        Plot plot = plot(8, 8, "1x1", new Signal(1, 50, 50), 50); // 4 pixels a millivolt
        assertThat(column(plot.of(half), 8, 4))
                .as("at 2, between two pixels")
                .containsExactly(new float[] {0, .5f, .5f, 0, 0, 0, 0, 0}, offset(1e-6f));
        assertThat(column(plot.of(negative), 8, 4))
                .as("at 7")
                .containsExactly(new float[] {0, 0, 0, 0, 0, 0, .5f, .5f}, offset(1e-6f));
    }

    @Test
    void runsOverTheNeighboursAndEndsWithTheImage() {
        Signal two = new Signal(2, 20, 20);
        float[] values = new float[40];
        for (int step = 0; step < 20; step++) {
            values[2 * step] = step < 10 ? 1e30f : -1.5f;
            values[2 * step + 1] = .5f;
        }
        float[] drawn = plot(16, 40, "2x1", two, 20).of(values);
        assertThat(column(drawn, 40, 5)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, .5f, .5f, 0, 0, 0, 0, 0);
        assertThat(column(drawn, 40, 35))
                .as("the first lead at 10, too")
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, .5f, .5f, 0, 0, 0, 0, 0);
    }

    @Test
    void placesLeadsAsOnPaper() {
        assertThat(filledBoxes("3x4")).containsExactly(0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11);
        assertThat(filledBoxes("6x2")).containsExactly(0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11);
        assertThat(filledBoxes("12x1")).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(filledBoxes("4x3")).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    /** Of every lead, the number of the box, row by row, in which its line leaves the middle. */
    private static int[] filledBoxes(String written) {
        Layout layout = Layout.of(written);
        int height = 8 * layout.rows();
        int width = 20 * layout.columns();
        Plot plot = plot(height, width, written, new Signal(12, 10, 10), 10);
        return IntStream.range(0, 12)
                .map(lead -> {
                    float[] values = new float[120];
                    for (int step = 0; step < 10; step++) {
                        values[12 * step + lead] = -.5f; // two pixels below the middle
                    }
                    float[] drawn = plot.of(values);
                    return IntStream.range(0, layout.boxes())
                            .filter(box ->
                                    drawn[(box / layout.columns() * 8 + 6) * width + box % layout.columns() * 20 + 10]
                                            > 0)
                            .findFirst()
                            .orElse(-1);
                })
                .toArray();
    }

    @Test
    void fillsTheBoxWithEveryLeadOnItsOwnScale() {
        Plot plot = new Plot(
                new InputShape.Image(20, 20, 1),
                new Layout(1, 1),
                new Signal(1, 20, 20),
                20,
                VoltageScale.RECORD,
                2,
                1,
                false);
        float[] small = new float[20];
        float[] large = new float[20];
        for (int step = 0; step < 20; step++) {
            small[step] = step % 2 == 0 ? 0 : .25f;
            large[step] = 16 * small[step] - 1;
        }
        assertThat(plot.of(small)).isEqualTo(plot.of(large));
        float[] column = column(plot.of(small), 20, 10);
        assertThat(column[1]).isPositive();
        assertThat(column[18]).isPositive();
        assertThat(plot.of(new float[20])).as("a flat lead").isEqualTo(plot.of(filled(20, 3)));
    }

    @Test
    void showsTheFirstStepsOnly() {
        Plot plot = plot(9, 30, "1x1", new Signal(1, 40, 20), 20);
        float[] one = filled(40, 0);
        float[] other = one.clone();
        Arrays.fill(other, 20, 40, .5f);
        assertThat(plot.of(other)).isEqualTo(plot.of(one));
        other[19] = .5f;
        assertThat(plot.of(other)).isNotEqualTo(plot.of(one));
    }

    @Test
    void drawsLinesOfTimeAndVoltage() {
        Plot plot = new Plot(
                new InputShape.Image(41, 100, 1),
                new Layout(1, 1),
                new Signal(1, 100, 100),
                100,
                VoltageScale.FIXED,
                2,
                1,
                true);
        float[] drawn = plot.of(new float[100]);
        float[] column = column(drawn, 100, 31);
        assertThat(column[20]).as("the signal").isEqualTo(1);
        assertThat(column[10] + column[9] + column[11]).as("0.5 mV").isEqualTo(.25f, offset(1e-5f));
        float[] row = Arrays.copyOfRange(drawn, 15 * 100, 16 * 100);
        assertThat(IntStream.range(0, 100).filter(x -> row[x] > .12f).count())
                .as("pixels near one of six lines of time")
                .isBetween(6L, 12L);
    }

    /** As it was drawn when it was looked at: the same on every machine. */
    @Test
    void drawsTheSameEverywhere() {
        float[] values = new float[12 * 500];
        for (int step = 0; step < 500; step++) {
            for (int lead = 0; lead < 12; lead++) {
                int phase = (step + 7 * lead) % 80;
                values[12 * step + lead] = phase < 5 ? phase * .25f : phase > 25 && phase < 45 ? .2f : 0;
            }
        }
        float[] drawn = plot(224, 224, "6x2", new Signal(12, 500, 100), 500).of(values);
        assertThat(Arrays.hashCode(drawn)).isEqualTo(-1848656571);
    }

    private static Plot plot(int height, int width, String layout, Signal signal, int steps) {
        return new Plot(
                new InputShape.Image(height, width, 1),
                Layout.of(layout),
                signal,
                steps,
                VoltageScale.FIXED,
                2,
                1,
                false);
    }

    private static float[] filled(int length, float value) {
        float[] values = new float[length];
        Arrays.fill(values, value);
        return values;
    }

    private static float[] column(float[] drawn, int width, int column) {
        float[] values = new float[drawn.length / width];
        for (int row = 0; row < values.length; row++) {
            values[row] = drawn[row * width + column];
        }
        return values;
    }
}
