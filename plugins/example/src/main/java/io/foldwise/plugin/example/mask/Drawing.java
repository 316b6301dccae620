package io.foldwise.plugin.example.mask;

import io.foldwise.spi.Seed;
import io.foldwise.toolkit.random.NormalNumbers;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * An image of noise in which a few bright shapes may lie. All of it follows from a seed, and is drawn when it is asked for.
 *
 * @param shapes none in an empty image
 */
record Drawing(int size, List<Shape> shapes, Seed noise) {

    /** A disc, or a square, around a place. */
    private record Shape(boolean round, int row, int column, int radius) {

        void drawInto(float[] mask, int size) {
            for (int y = Math.max(0, row - radius); y <= Math.min(size - 1, row + radius); y++) {
                for (int x = Math.max(0, column - radius); x <= Math.min(size - 1, column + radius); x++) {
                    int down = y - row;
                    int right = x - column;
                    if (!round || down * down + right * right <= radius * radius) {
                        mask[y * size + x] = 1;
                    }
                }
            }
        }
    }

    /** @param empty the share of images without a shape */
    static Drawing of(Seed seed, int size, double empty) {
        SplittableRandom random = seed.branch("shapes", 0).random();
        int shapes = random.nextDouble() < empty ? 0 : 1 + random.nextInt(2);
        return new Drawing(
                size, Stream.generate(() -> shape(random, size)).limit(shapes).toList(), seed.branch("noise", 0));
    }

    private static Shape shape(SplittableRandom random, int size) {
        int radius = 1 + random.nextInt(Math.max(1, size / 6));
        return new Shape(random.nextBoolean(), random.nextInt(size), random.nextInt(size), radius);
    }

    /** 1 where a shape is, 0 elsewhere, {@code [size, size, 1]} row by row. */
    float[] mask() {
        float[] mask = new float[size * size];
        shapes.forEach(shape -> shape.drawInto(mask, size));
        return mask;
    }

    /** The mask with noise of the given standard deviation, {@code [size, size, 1]} row by row. */
    float[] image(double deviation) {
        SplittableRandom random = noise.random();
        float[] image = mask();
        for (int pixel = 0; pixel < image.length; pixel++) {
            image[pixel] += (float) (deviation * NormalNumbers.next(random));
        }
        return image;
    }
}
