package io.foldwise.plugin.image.augmentation;

import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A cone of brightness beside the middle of an image, one in each of two channels, and two masks that hold the pixels in which a
 * channel is brighter than 0.5; with a label that nothing may change.
 */
record Discs(int height, int width) {

    static final LabelSchema LABEL = LabelSchema.of("labels", List.of("bright"));

    /** How much brighter a pixel is at most than one beside it. */
    static final double SLOPE = 0.05;

    static final Discs WIDE = new Discs(24, 32);
    static final Discs SQUARE = new Discs(32, 32);

    InputShape.Image input() {
        return new InputShape.Image(height, width, 2);
    }

    Task task() {
        return Task.of(LABEL, masks());
    }

    private Masks masks() {
        return new Masks("mask", height, width, List.of("left", "right"), Storage.Cell.FLOAT);
    }

    Example example() {
        float[] image = new float[height * width * 2];
        float[] mask = new float[image.length];
        for (int i = 0; i < image.length; i++) {
            int row = i / 2 / width;
            int column = i / 2 % width;
            double away = Math.hypot(row - height * 0.4, column - width * (i % 2 == 0 ? 0.35 : 0.6));
            image[i] = (float) (0.5 + SLOPE * (6 - away));
            mask[i] = image[i] > 0.5 ? 1 : 0;
        }
        return new Example(
                new Tensor(image, height, width, 2), List.of(Tensor.row(1), new Tensor(mask, height, width, 2)));
    }

    /** What an augmentation makes of the example, time after time. */
    Stream<Example> draws(Augmentation augmentation, int draws) {
        return IntStream.range(0, draws)
                .mapToObj(draw -> augmentation.augment(
                        example(), new Seed(7).branch("draw", draw).random()));
    }
}
