package io.foldwise.plugin.image.postprocessing;

import java.util.Arrays;

/** The connected regions of a picture's marked pixels, which are counted from 1 in the order of their first pixels. */
final class Regions {

    private static final int[][] SIDES = {{-1, 0}, {0, -1}, {0, 1}, {1, 0}};
    private static final int[][] SIDES_AND_CORNERS = {
        {-1, -1}, {-1, 0}, {-1, 1}, {0, -1}, {0, 1}, {1, -1}, {1, 0}, {1, 1}
    };

    /** The region of every pixel, 0 where it is not marked. */
    private final int[] labels;

    private final int height;
    private final int width;
    private final int[] queue;
    private int count;

    private Regions(int height, int width) {
        this.labels = new int[height * width];
        this.queue = new int[height * width];
        this.height = height;
        this.width = width;
    }

    /** Regions of pixels that touch at sides or corners. */
    static Regions of(boolean[] marked, int height, int width) {
        return new Regions(height, width).find(marked, SIDES_AND_CORNERS);
    }

    /**
     * Marks what regions enclose: pixels that are not marked, and from which no way over sides leads to the border. What touches
     * at corners alone encloses.
     */
    static void fillHoles(boolean[] marked, int height, int width) {
        boolean[] background = new boolean[marked.length];
        for (int pixel = 0; pixel < marked.length; pixel++) {
            background[pixel] = !marked[pixel];
        }
        Regions outside = new Regions(height, width).find(background, SIDES);
        boolean[] open = outside.atTheBorder();
        for (int pixel = 0; pixel < marked.length; pixel++) {
            marked[pixel] |= !open[outside.labels[pixel]];
        }
    }

    /** Whether each region is at the border, by number; of what is not marked, true. */
    private boolean[] atTheBorder() {
        boolean[] at = new boolean[count + 1];
        at[0] = true;
        for (int x = 0; x < width; x++) {
            at[labels[x]] = true;
            at[labels[(height - 1) * width + x]] = true;
        }
        for (int y = 0; y < height; y++) {
            at[labels[y * width]] = true;
            at[labels[y * width + width - 1]] = true;
        }
        return at;
    }

    private Regions find(boolean[] marked, int[][] neighbours) {
        for (int pixel = 0; pixel < marked.length; pixel++) {
            if (marked[pixel] && labels[pixel] == 0) {
                flood(marked, neighbours, pixel, ++count);
            }
        }
        return this;
    }

    private void flood(boolean[] marked, int[][] neighbours, int from, int label) {
        labels[from] = label;
        queue[0] = from;
        int waiting = 1;
        for (int done = 0; done < waiting; done++) {
            int y = queue[done] / width;
            int x = queue[done] % width;
            for (int[] step : neighbours) {
                int nextY = y + step[0];
                int nextX = x + step[1];
                if (nextY >= 0 && nextY < height && nextX >= 0 && nextX < width) {
                    int next = nextY * width + nextX;
                    if (marked[next] && labels[next] == 0) {
                        labels[next] = label;
                        queue[waiting++] = next;
                    }
                }
            }
        }
    }

    int count() {
        return count;
    }

    int label(int pixel) {
        return labels[pixel];
    }

    /** How many pixels each region has, by number; of what is not marked, 0. */
    int[] areas() {
        int[] areas = new int[count + 1];
        Arrays.stream(labels).forEach(label -> areas[label] += label == 0 ? 0 : 1);
        return areas;
    }
}
