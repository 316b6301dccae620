package io.foldwise.plugin.image.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ResamplingTest {

    @Test
    void interpolatesWhereAnImageGrows() {
        float[] row = Resampling.smooth(new float[] {0, 4}, 1, 2, 1, 1, 4);
        assertThat(row).containsExactly(0, 1, 3, 4);
        float[] channels = Resampling.smooth(new float[] {0, 10, 4, 50}, 2, 1, 2, 4, 1);
        assertThat(channels).containsExactly(0, 10, 1, 20, 3, 40, 4, 50);
    }

    @Test
    void countsEveryPixelWhereAnImageShrinks() {
        for (int bright = 0; bright < 9; bright++) {
            float[] row = new float[9];
            row[bright] = 1;
            float[] small = Resampling.smooth(row, 1, 9, 1, 1, 3);
            assertThat(small[0] + small[1] + small[2]).as("pixel %d", bright).isBetween(0.2f, 0.5f);
        }
    }

    @Test
    void keepsAnImageOfOneBrightness() {
        float[] grey = new float[7 * 5];
        java.util.Arrays.fill(grey, 0.3f);
        for (float pixel : Resampling.smooth(grey, 7, 5, 1, 3, 11)) {
            assertThat(pixel).isCloseTo(0.3f, within(1e-6f));
        }
    }

    @Test
    void findsThePixelInTheMiddle() {
        assertThat(Resampling.nearest(9, 3)).containsExactly(1, 4, 7);
        assertThat(Resampling.nearest(2, 4)).containsExactly(0, 0, 1, 1);
        assertThat(Resampling.nearest(3, 3)).containsExactly(0, 1, 2);
    }

    @Test
    void makesGreyOfColoursAndColoursOfGrey() {
        Pixels colours = new Pixels(1, 1, 3, new Samples.Bytes(new byte[] {100, (byte) 200, 50}));
        assertThat(255 * colours.withChannels(1).samples().get(0))
                .isCloseTo(Math.round(0.299 * 100 + 0.587 * 200 + 0.114 * 50), within(1e-4f));
        Pixels grey = new Pixels(1, 1, 1, new Samples.Shorts(new short[] {(short) 40000}));
        assertThat(grey.withChannels(3).samples().get(2)).isEqualTo(40000 / 65535f);
    }
}
