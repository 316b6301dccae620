package io.foldwise.plugin.image.augmentation;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import io.foldwise.toolkit.random.Draw;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Covers squares of images with their mean. A square's centre may lie anywhere in the image, so that parts of it may lie beyond
 * the border. Masks stay as they are: what is covered is to be found all the same.
 *
 * @see <a href="https://arxiv.org/abs/1708.04552">DeVries and Taylor 2017</a>
 */
@Description("Covers squares of images; masks stay as they are")
public final class Cutout implements Augmentation {

    private final Params params;

    /** How many and how large. */
    public record Params(
            @Description("How many squares") @Default("1") @Positive @Max(1000)
            int holes,

            @Description("The side of a square, as a share of the image's shorter side")
            @Default("0.25")
            @Positive
            @DecimalMax("1")
            double size) {}

    @Inject
    public Cutout(Params params, InputShape.Image image) {
        this.params = params;
    }

    @Override
    public boolean keepsPlaces() {
        return true;
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        int height = example.input().shape()[0];
        int width = example.input().shape()[1];
        int channels = example.input().shape()[2];
        int side = Math.max(1, (int) Math.round(params.size() * Math.min(height, width)));
        float mean = (float) Mean.of(example.input());
        float[] values = example.input().values().clone();
        for (int hole = 0; hole < params.holes(); hole++) {
            int top = Draw.below(height, random) - side / 2;
            int left = Draw.below(width, random) - side / 2;
            int from = Math.max(0, left) * channels;
            int to = Math.min(width, left + side) * channels;
            for (int row = Math.max(0, top); row < Math.min(height, top + side); row++) {
                Arrays.fill(values, row * width * channels + from, row * width * channels + to, mean);
            }
        }
        return example.withInput(example.input().with(values));
    }
}
