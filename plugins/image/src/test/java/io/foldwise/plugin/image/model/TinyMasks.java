package io.foldwise.plugin.image.model;

import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Image;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.factory.Nd4j;

/** Noisy images of one channel, half of them with a bright square; the mask says where it is. */
final class TinyMasks implements Dataset {

    private static final int SAMPLES = 32;
    private static final int SQUARE = 5;
    private static final float BRIGHT = 4;
    private static final Seed SEED = new Seed(5);

    private final int size;
    private final float[][] pixels = new float[SAMPLES][];
    private final float[][] masks = new float[SAMPLES][];

    /** @param size height and width */
    TinyMasks(int size) {
        this.size = size;
        for (int row = 0; row < SAMPLES; row++) {
            draw(row, SEED.branch("image", row).random());
        }
    }

    private void draw(int row, SplittableRandom random) {
        pixels[row] = new float[size * size];
        masks[row] = new float[size * size];
        int top = random.nextInt(size - SQUARE);
        int left = random.nextInt(size - SQUARE);
        for (int cell = 0; cell < size * size; cell++) {
            int y = cell / size - top;
            int x = cell % size - left;
            boolean inside = row % 2 == 0 && y >= 0 && y < SQUARE && x >= 0 && x < SQUARE;
            masks[row][cell] = inside ? 1 : 0;
            pixels[row][cell] = (float) random.nextGaussian() + BRIGHT * masks[row][cell];
        }
    }

    @Override
    public int size() {
        return SAMPLES;
    }

    @Override
    public String id(int row) {
        return "image-" + row;
    }

    @Override
    public InputShape input() {
        return new Image(size, size, 1);
    }

    @Override
    public Task task() {
        return Task.of(new Masks("mask", size, size, List.of("square"), Storage.Cell.FLOAT));
    }

    @Override
    public boolean labelled() {
        return true;
    }

    @Override
    public float[] targets(int row) {
        return new float[] {row % 2 == 0 ? 1 : 0};
    }

    @Override
    public Tensor target(int row, Head head) {
        return new Tensor(masks[row], size, size, 1);
    }

    @Override
    public Features features(int[] rows) {
        float[] batch = new float[rows.length * size * size];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(pixels[rows[i]], 0, batch, i * size * size, size * size);
        }
        return Features.of(Nd4j.createFromArray(batch).reshape(rows.length, size, size, 1));
    }
}
