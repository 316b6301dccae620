package io.foldwise.plugin.image.augmentation;

import io.foldwise.spi.Assembler;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.util.SplittableRandom;

/**
 * Changes the first channels of images by another augmentation and leaves those behind them, such as the predictions that {@code
 * stacked} lays there. It is for what changes values, such as brightness: what moves pixels has to move those of all channels.
 */
@Description("Changes the values of an image's first channels, and leaves stacked predictions behind them alone")
public final class FirstChannels implements Augmentation {

    private final int count;
    private final Augmentation of;

    /** Which channels, and what is done with them. */
    public record Params(
            @Description("How many channels") @Default("1") @Positive
            int count,

            @Description("What is done with them") Spec<Augmentation> of) {}

    /** @throws IncompatibleException if there are fewer channels, or it is not said that pixels stay where they are */
    @Inject
    public FirstChannels(Params params, InputShape.Image image, Assembler assembler) {
        this.count = params.count();
        this.of = assembler.build(params.of());
        if (count > image.channels()) {
            throw new IncompatibleException("changes " + count + " channels, but is given " + image);
        }
        if (!of.keepsPlaces()) {
            throw new IncompatibleException("changes the values of some channels, and '"
                    + params.of().type()
                    + "' does not say that it leaves pixels where they are; what moves them has to move those of all channels:"
                    + " let it stand outside");
        }
    }

    /** As often as what it applies. */
    @Override
    public double probability() {
        return of.probability();
    }

    @Override
    public boolean keepsPlaces() {
        return true;
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        Tensor image = example.input();
        Tensor changed = of.augment(example.withInput(first(image)), random).input();
        float[] values = image.values().clone();
        int channels = image.shape()[2];
        for (int pixel = 0; pixel < values.length / channels; pixel++) {
            System.arraycopy(changed.values(), pixel * count, values, pixel * channels, count);
        }
        return example.withInput(image.with(values));
    }

    private Tensor first(Tensor image) {
        int channels = image.shape()[2];
        float[] values = new float[image.values().length / channels * count];
        for (int pixel = 0; pixel < values.length / count; pixel++) {
            System.arraycopy(image.values(), pixel * channels, values, pixel * count, count);
        }
        return new Tensor(values, image.shape()[0], image.shape()[1], count);
    }
}
