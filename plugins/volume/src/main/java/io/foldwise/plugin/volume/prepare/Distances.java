package io.foldwise.plugin.volume.prepare;

import io.foldwise.plugin.volume.prepare.Mask.Box;
import java.util.Arrays;

/**
 * Squared distances to the nearest voxel of a mask, exact, one axis after the other (Felzenszwalb and Huttenlocher 2012, "Distance
 * transforms of sampled functions"), within a box.
 */
final class Distances {

    private static final int FAR = 1 << 28;

    private Distances() {}

    /** @return {@code [depth, height, width]} of the box, which holds the whole mask */
    static int[] of(Mask mask, Box box) {
        int depth = box.edge(0);
        int height = box.edge(1);
        int width = box.edge(2);
        int[] squares = new int[depth * height * width];
        Arrays.fill(squares, FAR);
        for (int z = 0; z < depth; z++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    if (mask.get(z + box.first()[0], y + box.first()[1], x + box.first()[2])) {
                        squares[(z * height + y) * width + x] = 0;
                    }
                }
            }
        }
        Line across = new Line(width);
        for (int row = 0; row < depth * height; row++) {
            across.transform(squares, row * width, 1);
        }
        Line down = new Line(height);
        for (int column = 0; column < depth * width; column++) {
            down.transform(squares, column / width * height * width + column % width, width);
        }
        Line along = new Line(depth);
        for (int place = 0; place < height * width; place++) {
            along.transform(squares, place, height * width);
        }
        return squares;
    }

    /** Voxels in a line, and parabolas above them of which the lowest counts. */
    private static final class Line {

        private final int[] heights;
        private final int[] tips;
        private final double[] borders;

        Line(int length) {
            heights = new int[length];
            tips = new int[length];
            borders = new double[length + 1];
        }

        void transform(int[] squares, int from, int step) {
            int length = heights.length;
            for (int i = 0; i < length; i++) {
                heights[i] = squares[from + i * step];
            }
            int last = 0;
            tips[0] = 0;
            borders[0] = Double.NEGATIVE_INFINITY;
            borders[1] = Double.POSITIVE_INFINITY;
            for (int i = 1; i < length; i++) {
                double meet = meet(i, tips[last]);
                while (meet <= borders[last]) {
                    last--;
                    meet = meet(i, tips[last]);
                }
                last++;
                tips[last] = i;
                borders[last] = meet;
                borders[last + 1] = Double.POSITIVE_INFINITY;
            }
            int parabola = 0;
            for (int i = 0; i < length; i++) {
                while (borders[parabola + 1] < i) {
                    parabola++;
                }
                int way = i - tips[parabola];
                squares[from + i * step] = Math.min(FAR, heights[tips[parabola]] + way * way);
            }
        }

        private double meet(int one, int other) {
            return (heights[one] + (double) one * one - heights[other] - (double) other * other)
                    / (2.0 * (one - other));
        }
    }
}
