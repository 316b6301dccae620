package io.foldwise.plugin.image.augmentation;

import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import io.foldwise.toolkit.random.Draw;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Bends images and their masks as if they were drawn on rubber: every pixel is moved by {@code alpha G(u)}, where {@code u} is
 * uniform noise in [-1, 1) for each direction and {@code G} a Gaussian filter; the standard deviation of a move is about {@code
 * 0.16 alpha / sigma} pixels. Before that, three corners of a square around the centre, of two thirds of the image's shorter
 * side, are moved by up to {@code affine} pixels, and the image with them. Both in one resampling. What is not given is the published
 * {@code alpha = 120, sigma = 6, affine = 3.6}, and in images that are not of 512 pixels what bends them as those bend 512.
 *
 * @see <a href="https://doi.org/10.1109/ICDAR.2003.1227801">Simard, Steinkraus and Platt 2003</a>
 */
@Description("Bends images and their masks elastically")
public final class Elastic implements Augmentation {

    /** The shorter side of images that the published numbers are for. */
    private static final double PUBLISHED_SIZE = 512;

    private static final double PUBLISHED_ALPHA = 120;
    private static final double PUBLISHED_SIGMA = 6;
    private static final double PUBLISHED_AFFINE = 3.6;
    private static final double LEAST_SIGMA = 0.5;

    private final double alpha;
    private final double affine;
    private final ImagesAndMasks pixels;
    private final Gaussian filter;

    /** How much. */
    public record Params(
            @Description(
                    value =
                            "How far pixels are moved, before the filter; without it, 120 in images of 512 pixels, and in"
                                    + " others by the square of their size",
                    unit = "pixels")
            Optional<@PositiveOrZero Double> alpha,

            @Description(
                    value =
                            "Standard deviation of the filter: larger bends more smoothly; without it, 6 in images of 512"
                                    + " pixels, and in others by their size",
                    unit = "pixels")
            Optional<@DecimalMin("0.5") Double> sigma,

            @Description(
                    value =
                            "How far three points of the image are moved at most beside that; without it, 3.6 in images of"
                                    + " 512 pixels, and in others by their size",
                    unit = "pixels")
            Optional<@PositiveOrZero Double> affine) {}

    @Inject
    public Elastic(Params params, InputShape.Image image, Task task) {
        double scale = Math.min(image.height(), image.width()) / PUBLISHED_SIZE;
        this.alpha = params.alpha().orElse(PUBLISHED_ALPHA * scale * scale);
        this.affine = params.affine().orElse(PUBLISHED_AFFINE * scale);
        this.pixels = new ImagesAndMasks(task, image);
        this.filter = Gaussian.of(params.sigma().orElse(Math.max(LEAST_SIGMA, PUBLISHED_SIGMA * scale)));
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        int height = example.input().shape()[0];
        int width = example.input().shape()[1];
        Warp warp = Warp.affine(height, width, jolted(Math.min(height, width) / 3.0, random));
        float[] noise = new float[2 * height * width]; // [height, width, 2]
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) Draw.within(alpha, random);
        }
        float[] moves = filter.smooth(noise, height, width, 2);
        for (int pixel = 0; pixel < height * width; pixel++) {
            warp.rows()[pixel] += moves[2 * pixel];
            warp.columns()[pixel] += moves[2 * pixel + 1];
        }
        return pixels.warped(example, warp);
    }

    /** The map that moves the points {@code (s, s)}, {@code (s, -s)} and {@code (-s, -s)} at random. */
    private Affine jolted(double s, SplittableRandom random) {
        double[] down = {s, s, -s};
        double[] right = {s, -s, -s};
        for (int point = 0; point < down.length; point++) {
            down[point] += Draw.within(affine, random);
            right[point] += Draw.within(affine, random);
        }
        double rowDown = (down[1] - down[2]) / (2 * s);
        double rowRight = (down[0] - down[1]) / (2 * s);
        double columnDown = (right[1] - right[2]) / (2 * s);
        double columnRight = (right[0] - right[1]) / (2 * s);
        return new Affine(
                rowDown, rowRight, (down[0] + down[2]) / 2, columnDown, columnRight, (right[0] + right[2]) / 2);
    }
}
