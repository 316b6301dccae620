package io.foldwise.plugin.signal.augmentation;

import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import io.foldwise.toolkit.random.Draw;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Cuts a part of all leads out of a signal, beginning at a new place every time: {@code [time, channels]} becomes {@code [seconds *
 * rate, channels]}. Signals are validated and predicted whole, or in windows of the same length by the inference {@code windows}.
 */
@Description("Trains on parts of signals, cut out at random places")
public final class SignalCrop implements Augmentation {

    private final int length;

    /** Which parts. */
    public record Params(
            @Description(value = "How long a part is", unit = "seconds") @Positive
            double seconds) {}

    /** @throws IncompatibleException if signals are shorter than the parts */
    @Inject
    public SignalCrop(Params params, InputShape.Signal signal) {
        this.length = Math.max(1, Math.toIntExact(Math.round(params.seconds() * signal.rate())));
        if (length > signal.length()) {
            throw new IncompatibleException("cuts out parts of " + length + " steps, but is given " + signal);
        }
    }

    @Override
    public InputShape output(InputShape input) {
        InputShape.Signal signal = (InputShape.Signal) input;
        return new InputShape.Signal(signal.channels(), length, signal.rate());
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        Tensor signal = example.input();
        int channels = signal.shape()[1];
        int start = Draw.below(signal.shape()[0] - length + 1, random);
        float[] part = Arrays.copyOfRange(signal.values(), start * channels, (start + length) * channels);
        return example.withInput(new Tensor(part, length, channels));
    }
}
