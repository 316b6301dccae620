package io.foldwise.plugin.image.postprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RegionsTest {

    @Test
    void areThoseThatFloodingFinds() {
        SplittableRandom random = new SplittableRandom(8);
        for (int trial = 0; trial < 300; trial++) {
            int height = random.nextInt(1, 12);
            int width = random.nextInt(1, 12);
            boolean[] marked = marked(random, height, width);
            Regions regions = Regions.of(marked, height, width);
            int[][] flooded = flooded(marked, height, width, true);
            int[] areas = new int[height * width + 1];
            int count = 0;
            for (int pixel = 0; pixel < marked.length; pixel++) {
                int label = flooded[pixel / width][pixel % width];
                count = Math.max(count, label);
                areas[label]++;
                assertThat(regions.label(pixel)).isEqualTo(label);
            }
            assertThat(regions.count()).isEqualTo(count);
            for (int region = 1; region <= count; region++) {
                assertThat(regions.areas()[region]).isEqualTo(areas[region]);
            }
        }
    }

    @Test
    void holesAreWhatFloodingFromOutsideDoesNotReach() {
        SplittableRandom random = new SplittableRandom(9);
        for (int trial = 0; trial < 300; trial++) {
            int height = random.nextInt(1, 12);
            int width = random.nextInt(1, 12);
            boolean[] marked = marked(random, height, width);
            boolean[] background = new boolean[(height + 2) * (width + 2)];
            for (int place = 0; place < background.length; place++) {
                int y = place / (width + 2) - 1;
                int x = place % (width + 2) - 1;
                boolean inside = y >= 0 && y < height && x >= 0 && x < width;
                background[place] = !inside || !marked[y * width + x];
            }
            int[][] outside = flooded(background, height + 2, width + 2, false);
            boolean[] filled = marked.clone();
            Regions.fillHoles(filled, height, width);
            for (int pixel = 0; pixel < marked.length; pixel++) {
                assertThat(filled[pixel]).isEqualTo(outside[pixel / width + 1][pixel % width + 1] != 1);
            }
        }
    }

    private static boolean[] marked(SplittableRandom random, int height, int width) {
        double share = random.nextDouble();
        boolean[] marked = new boolean[height * width];
        for (int pixel = 0; pixel < marked.length; pixel++) {
            marked[pixel] = random.nextDouble() < share;
        }
        return marked;
    }

    /** The number of every pixel's region, by recursion. */
    private static int[][] flooded(boolean[] marked, int height, int width, boolean corners) {
        int[][] labels = new int[height][width];
        int count = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (marked[y * width + x] && labels[y][x] == 0) {
                    flood(marked, labels, y, x, ++count, corners);
                }
            }
        }
        return labels;
    }

    private static void flood(boolean[] marked, int[][] labels, int y, int x, int label, boolean corners) {
        int height = labels.length;
        int width = labels[0].length;
        if (y < 0 || y >= height || x < 0 || x >= width || !marked[y * width + x] || labels[y][x] != 0) {
            return;
        }
        labels[y][x] = label;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                if (corners || dy == 0 || dx == 0) {
                    flood(marked, labels, y + dy, x + dx, label, corners);
                }
            }
        }
    }
}
