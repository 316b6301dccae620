package io.foldwise.plugin.image.synthetic;

import io.foldwise.plugin.image.pixel.Samples;
import io.foldwise.spi.Seed;
import io.foldwise.toolkit.random.NormalNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Something like a chest X-ray: a body with two dark lung fields, ribs, a bright middle, and in some images spots in the lungs
 * that are hardly brighter than what is around them. Spots of the same kind outside of the lungs are none that are looked for.
 *
 * @param spots that are looked for
 * @param others that are not
 */
record Xray(
        Seed seed,
        List<Lung> lungs,
        Ribs ribs,
        List<Blob> spots,
        List<Blob> others,
        double exposure,
        double slope,
        double noise) {

    private static final int MOST_SPOTS = 3;

    /**
     * An image of that seed.
     *
     * @param positive the share of images with spots
     * @param contrast how much brighter a spot is; black to white is 1
     * @param noise standard deviation
     */
    static Xray of(Seed seed, double positive, double contrast, double noise) {
        SplittableRandom random = seed.branch("anatomy", 0).random();
        List<Lung> lungs = List.of(Lung.of(false, random), Lung.of(true, random));
        Ribs ribs = Ribs.of(random);
        double exposure = random.nextDouble(0.8, 1.2);
        double slope = random.nextDouble(-0.12, 0.12);
        SplittableRandom findings = seed.branch("findings", 0).random();
        int count = findings.nextDouble() < positive ? 1 + findings.nextInt(MOST_SPOTS) : 0;
        List<Blob> spots = new ArrayList<>();
        while (spots.size() < count) {
            Lung lung = lungs.get(findings.nextInt(2));
            place(findings, contrast, spots, (y, x) -> lung.distance(y, x) < 0.85);
        }
        List<Blob> others = new ArrayList<>();
        int outside = findings.nextInt(MOST_SPOTS);
        while (others.size() < outside) {
            place(findings, contrast, others, (y, x) -> lungs.stream().allMatch(lung -> lung.distance(y, x) > 1.35));
        }
        return new Xray(seed, lungs, ribs, List.copyOf(spots), List.copyOf(others), exposure, slope, noise);
    }

    /** Says whether a spot may be at a place. */
    @FunctionalInterface
    private interface Room {
        boolean at(double y, double x);
    }

    private static void place(SplittableRandom random, double contrast, List<Blob> into, Room room) {
        double y = random.nextDouble(0.08, 0.92);
        double x = random.nextDouble(0.08, 0.92);
        if (room.at(y, x)) {
            into.add(Blob.at(y, x, contrast, random));
        }
    }

    boolean empty() {
        return spots.isEmpty();
    }

    /** Whether a pixel belongs to a spot, row by row. */
    boolean[] mask(int height, int width) {
        boolean[] mask = new boolean[Math.multiplyExact(height, width)];
        if (!empty()) {
            for (int pixel = 0; pixel < mask.length; pixel++) {
                double y = (pixel / width + 0.5) / height;
                double x = (pixel % width + 0.5) / width;
                mask[pixel] = spots.stream().anyMatch(spot -> spot.covers(y, x));
            }
        }
        return mask;
    }

    /** Whether any pixel belongs to a spot. */
    boolean covers(int height, int width) {
        return spots.stream().anyMatch(spot -> spot.covers(height, width));
    }

    /** Whether a pixel belongs to a lung, row by row. */
    boolean[] lungMask(int height, int width) {
        boolean[] mask = new boolean[Math.multiplyExact(height, width)];
        for (int pixel = 0; pixel < mask.length; pixel++) {
            double y = (pixel / width + 0.5) / height;
            double x = (pixel % width + 0.5) / width;
            mask[pixel] = lungs.stream().anyMatch(lung -> lung.distance(y, x) <= 1);
        }
        return mask;
    }

    /** Brightness, row by row, in the steps of a file of 8 bits. */
    Samples image(int height, int width) {
        SplittableRandom random = seed.branch("texture", 0).random();
        SmoothNoise tissue = new SmoothNoise(4, random);
        SmoothNoise vessels = new SmoothNoise(14, random);
        SmoothNoise fine = new SmoothNoise(31, random);
        float[] image = new float[Math.multiplyExact(height, width)];
        for (int pixel = 0; pixel < image.length; pixel++) {
            double y = (pixel / width + 0.5) / height;
            double x = (pixel % width + 0.5) / width;
            double lung = Math.max(lungs.get(0).inside(y, x), lungs.get(1).inside(y, x));
            double body = body(y, x) + 0.05 * tissue.at(y, x);
            double air = 0.14 + 0.07 * vessels.at(y, x) + 0.045 * fine.at(y, x);
            double value = body + lung * (air + 0.12 * body - body) + ribs.at(y, x) * (0.4 + 0.6 * lung) * fade(x);
            for (Blob spot : spots) {
                value += spot.at(y, x);
            }
            for (Blob spot : others) {
                value += spot.at(y, x);
            }
            value = value * exposure + slope * (y - 0.5) + noise * NormalNumbers.next(random);
            image[pixel] = (float) value;
        }
        return new Samples.Bytes(new byte[0]).like(image);
    }

    /** Bright in the middle and below, dark beside the body. */
    private static double body(double y, double x) {
        double across = Math.abs(x - 0.5);
        double middle = 0.22 * Math.exp(-across * across / 0.008);
        double heart = 0.16 * Math.exp(-(square((x - 0.56) / 0.11) + square((y - 0.62) / 0.13)));
        double belly = 0.18 / (1 + Math.exp(-(y - 0.8) * 25));
        return fade(x) * (0.46 + middle + heart + belly);
    }

    private static double fade(double x) {
        return 1 / (1 + Math.exp((Math.abs(x - 0.5) - 0.43) * 40));
    }

    private static double square(double value) {
        return value * value;
    }
}
