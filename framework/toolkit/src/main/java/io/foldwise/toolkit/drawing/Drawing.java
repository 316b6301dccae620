package io.foldwise.toolkit.drawing;

import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Exhibit.Picture;
import java.util.List;

/**
 * An image, {@code [height, width, channels]}, that is being drawn in a size to look at: in grey, or with three channels in colour. Places
 * and lengths are in pixels of the image, the middle of the first one being 0.
 */
public final class Drawing {

    /** What is true. */
    public static final int TRUE = 0xE69F00;

    /** What is predicted. */
    public static final int PREDICTED = 0x56B4E9;

    /** What counts neither way. */
    public static final int ASIDE = 0xCC79A7;

    /** Colours to tell classes apart, also for those who tell red from green badly (Okabe and Ito 2008). */
    public static final List<Integer> COLOURS = List.of(TRUE, PREDICTED, 0x009E73, ASIDE, 0xF0E442);

    private static final int LEAST = 160;
    private static final int MOST = 256;
    /** Channels of an image in colour. */
    static final int COLOURED = 3;

    /** Pixels between a thing and the circle around it. */
    private static final int ROOM = 2;

    /** Of a turn: half of a dash and the gap behind it. */
    private static final double DASH = Math.PI / 8;

    private final double scale;
    private final int height;
    private final int width;
    private final int[] pixels;

    public Drawing(Tensor image, Brightness brightness) {
        int longer = Math.max(image.shape()[0], image.shape()[1]);
        this.scale = longer > MOST ? (double) MOST / longer : Math.ceil((double) LEAST / longer);
        this.height = Math.max(1, (int) Math.round(image.shape()[0] * scale));
        this.width = Math.max(1, (int) Math.round(image.shape()[1] * scale));
        this.pixels = new int[height * width];
        boolean coloured = image.shape()[2] == COLOURED;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = brightness.level(mean(image, y, x, 0));
                int green = coloured ? brightness.level(mean(image, y, x, 1)) : red;
                int blue = coloured ? brightness.level(mean(image, y, x, 2)) : red;
                pixels[y * width + x] = red << 16 | green << 8 | blue;
            }
        }
    }

    /** Of the image's pixels that one of the drawing stands for. */
    private double mean(Tensor image, int y, int x, int channel) {
        double sum = 0;
        int count = 0;
        for (int row = place(y, image.shape()[0]); row < end(y, image.shape()[0]); row++) {
            for (int column = place(x, image.shape()[1]); column < end(x, image.shape()[1]); column++) {
                sum += image.values()[(row * image.shape()[1] + column) * image.shape()[2] + channel];
                count++;
            }
        }
        return sum / count;
    }

    /** The first place along an axis that a pixel of the drawing stands for. */
    private int place(int drawn, int size) {
        return Math.min(size - 1, (int) (drawn / scale));
    }

    private int end(int drawn, int size) {
        return Math.max(place(drawn, size) + 1, Math.min(size, (int) ((drawn + 1) / scale)));
    }

    /** Draws where a class of a mask, {@code [height, width, classes]}, ends: of what is more than one half. */
    public void outline(Tensor mask, int ofClass, int colour) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (inside(mask, ofClass, y, x) && onBorder(mask, ofClass, y, x)) {
                    pixels[y * width + x] = colour;
                }
            }
        }
    }

    private boolean onBorder(Tensor mask, int ofClass, int y, int x) {
        return y == 0
                || x == 0
                || y == height - 1
                || x == width - 1
                || !inside(mask, ofClass, y - 1, x)
                || !inside(mask, ofClass, y + 1, x)
                || !inside(mask, ofClass, y, x - 1)
                || !inside(mask, ofClass, y, x + 1);
    }

    private boolean inside(Tensor mask, int ofClass, int y, int x) {
        int row = place(y, mask.shape()[0]);
        int column = place(x, mask.shape()[1]);
        return mask.values()[(row * mask.shape()[1] + column) * mask.shape()[2] + ofClass] > 0.5;
    }

    /** Draws a circle around something, as far as it is in the picture. */
    public void circle(double y, double x, double radius, int colour, boolean dashed) {
        double drawn = scale * radius + ROOM;
        int steps = (int) Math.ceil(4 * Math.PI * drawn);
        for (int step = 0; step < steps; step++) {
            double angle = 2 * Math.PI * step / steps;
            if (!dashed || (int) (angle / DASH) % 2 == 0) {
                dot(
                        Math.round(drawn(y) + drawn * StrictMath.sin(angle)),
                        Math.round(drawn(x) + drawn * StrictMath.cos(angle)),
                        colour);
            }
        }
    }

    private double drawn(double place) {
        return scale * (place + 0.5) - 0.5;
    }

    /** Writes a probability to two digits beside the circle around something, where there is room. */
    public void probability(double y, double x, double radius, double probability, int colour) {
        boolean[][] dots = Digits.of(probability);
        int beside = (int) Math.round(scale * radius) + 2 * ROOM;
        long left = Math.round(drawn(x)) + beside;
        if (left + dots[0].length > width) {
            left = Math.round(drawn(x)) - beside - dots[0].length;
        }
        long top = Math.max(0, Math.min(height - dots.length, Math.round(drawn(y)) - dots.length / 2));
        for (int row = 0; row < dots.length; row++) {
            for (int column = 0; column < dots[row].length; column++) {
                if (dots[row][column]) {
                    dot(top + row, left + column, colour);
                }
            }
        }
    }

    private void dot(long y, long x, int colour) {
        if (y >= 0 && y < height && x >= 0 && x < width) {
            pixels[(int) (y * width + x)] = colour;
        }
    }

    /** @param caption says what is to be seen */
    public Picture picture(String caption) {
        return new Picture(caption, width, height, pixels.clone());
    }
}
