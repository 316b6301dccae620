package io.foldwise.plugin.image.data;

import java.util.List;

/** Height and width of the images that a network reads, in pixels. */
public record ImageSize(int height, int width) {

    /** Of a parameter: both, or one number for both. */
    public static ImageSize of(List<Integer> given) {
        return new ImageSize(given.get(0), given.get(given.size() - 1));
    }

    public int pixels() {
        return Math.multiplyExact(height, width);
    }

    @Override
    public String toString() {
        return height + " x " + width + " pixels";
    }
}
