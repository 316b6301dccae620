package io.foldwise.plugin.signal.augmentation;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import io.foldwise.toolkit.random.Draw;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.util.SplittableRandom;

/** Sets some leads to 0, as electrodes that have come off do: {@code 1 ... leads} of them, any as likely as any other. */
@Description("Sets some leads to 0, as electrodes that have come off do")
public final class LeadDrop implements Augmentation {

    private final int most;

    /** How many. */
    public record Params(
            @Description("The largest number of leads that are dropped") @Default("2") @Positive
            int leads) {}

    /** @throws IncompatibleException if no lead might be left */
    @Inject
    public LeadDrop(Params params, InputShape.Signal signal) {
        this.most = params.leads();
        if (most >= signal.channels()) {
            throw new IncompatibleException("drops up to " + most + " leads, but is given " + signal);
        }
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        Tensor signal = example.input();
        int channels = signal.shape()[1];
        float[] values = signal.values().clone();
        int left = 1 + Draw.below(most, random);
        for (int channel = 0; channel < channels; channel++) {
            if (Draw.below(channels - channel, random) < left) {
                left--;
                for (int cell = channel; cell < values.length; cell += channels) {
                    values[cell] = 0;
                }
            }
        }
        return example.withInput(signal.with(values));
    }
}
