package io.foldwise.plugin.image.synthetic;

import java.util.SplittableRandom;

/**
 * A spot without a sharp edge, longer than it is wide and not quite round.
 *
 * @param radius of half its brightness, where it is round
 * @param stretch its length by its width
 * @param lobes how far the edge goes in and out, three times around
 * @param brightness in its middle
 */
record Blob(double down, double right, double radius, double stretch, double angle, double lobes, double brightness) {

    /** Of the brightness that is left where the mask ends. */
    private static final double EDGE = 0.5;
    /** Beyond so many times the radius there is nothing of it. */
    private static final double REACH = 4;

    static Blob at(double down, double right, double brightness, SplittableRandom random) {
        return new Blob(
                down,
                right,
                0.018 + 0.032 * random.nextDouble(),
                1 + random.nextDouble(),
                Math.PI * random.nextDouble(),
                0.15 * random.nextDouble(),
                brightness * random.nextDouble(0.75, 1.25));
    }

    /** From 1 in the middle to 0. */
    private double share(double y, double x) {
        double vertical = y - down;
        double horizontal = x - right;
        if (Math.abs(vertical) > REACH * radius || Math.abs(horizontal) > REACH * radius) {
            return 0;
        }
        double along = Math.cos(angle) * horizontal + Math.sin(angle) * vertical;
        double across = Math.cos(angle) * vertical - Math.sin(angle) * horizontal;
        double bend = 1 + lobes * Math.cos(3 * Math.atan2(across, along) + angle);
        double far = Math.hypot(along / Math.sqrt(stretch), across * Math.sqrt(stretch)) / (radius * bend);
        return Math.exp(-Math.log(2) * far * far * far);
    }

    double at(double y, double x) {
        return brightness * share(y, x);
    }

    boolean covers(double y, double x) {
        return share(y, x) >= EDGE;
    }

    /** Whether it covers the middle of any pixel of an image. */
    boolean covers(int height, int width) {
        int bottom = last(down, height);
        int end = last(right, width);
        for (int row = first(down, height); row <= bottom; row++) {
            for (int column = first(right, width); column <= end; column++) {
                if (covers((row + 0.5) / height, (column + 0.5) / width)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** It ends within four times its radius. */
    private int first(double middle, int pixels) {
        return Math.max(0, (int) ((middle - REACH * radius) * pixels) - 1);
    }

    private int last(double middle, int pixels) {
        return Math.min(pixels - 1, (int) ((middle + REACH * radius) * pixels) + 1);
    }
}
