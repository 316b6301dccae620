package io.foldwise.layers.volume;

import java.util.List;

/** Numbers along depth, height and width. */
public record Extent(int depth, int height, int width) {

    /** The same along all three. */
    public static Extent of(int edge) {
        return new Extent(edge, edge, edge);
    }

    List<Integer> axes() {
        return List.of(depth, height, width);
    }

    long[] sizes() {
        return new long[] {depth, height, width};
    }

    int least() {
        return Math.min(depth, Math.min(height, width));
    }

    long product() {
        return (long) depth * height * width;
    }

    @Override
    public String toString() {
        return depth + " x " + height + " x " + width;
    }
}
