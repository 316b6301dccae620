package io.foldwise.plugin.image.augmentation;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import jakarta.inject.Inject;
import java.util.SplittableRandom;

/** Mirrors images and their masks: every second one, unless the experiment gives another probability. */
@Description("Mirrors images and their masks; every second one, unless it is given another probability")
public final class Flip implements Augmentation {

    private static final double EVERY_SECOND = 0.5;

    private final boolean rows;
    private final ImagesAndMasks pixels;

    /** Which way. */
    public record Params(
            @Description("What changes places: horizontal, left and right, or vertical, top and bottom")
            @Default("horizontal")
            Axis axis) {}

    /** What changes places. */
    public enum Axis {
        HORIZONTAL,
        VERTICAL
    }

    /** @throws IncompatibleException if images are upright */
    @Inject
    public Flip(Params params, InputShape.Image image, Task task) {
        image.requireNotUpright();
        this.rows = params.axis() == Axis.VERTICAL;
        this.pixels = new ImagesAndMasks(task, image);
    }

    @Override
    public double probability() {
        return EVERY_SECOND;
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        return pixels.moved(example, rows ? Flip::upsideDown : Flip::mirrored);
    }

    private static Tensor upsideDown(Tensor image) {
        int height = image.shape()[0];
        int line = image.shape()[1] * image.shape()[2];
        float[] to = new float[image.values().length];
        for (int row = 0; row < height; row++) {
            System.arraycopy(image.values(), (height - 1 - row) * line, to, row * line, line);
        }
        return image.with(to);
    }

    private static Tensor mirrored(Tensor image) {
        int width = image.shape()[1];
        int channels = image.shape()[2];
        float[] from = image.values();
        float[] to = new float[from.length];
        for (int start = 0; start < from.length; start += width * channels) {
            for (int column = 0; column < width; column++) {
                for (int channel = 0; channel < channels; channel++) {
                    to[start + column * channels + channel] = from[start + (width - 1 - column) * channels + channel];
                }
            }
        }
        return image.with(to);
    }
}
