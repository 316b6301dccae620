package io.foldwise.plugin.signal.augmentation;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import io.foldwise.toolkit.random.Draw;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.util.SplittableRandom;

/**
 * Covers spans of time of all leads, each lead with its mean. A span's centre may lie anywhere in the signal, so that parts of it may
 * lie beyond the ends.
 *
 * @see <a href="https://arxiv.org/abs/1708.04552">DeVries and Taylor 2017, of squares in images</a>
 */
@Description("Covers spans of time, in all leads at once")
public final class SignalCutout implements Augmentation {

    private final int holes;
    private final int length;

    /** How many and how long. */
    public record Params(
            @Description("How many spans") @Default("1") @Positive @Max(1000)
            int holes,

            @Description(value = "How long a span is", unit = "seconds") @Default("0.5") @Positive
            double seconds) {}

    @Inject
    public SignalCutout(Params params, InputShape.Signal signal) {
        this.holes = params.holes();
        this.length = (int) Math.max(1, Math.min(signal.length(), Math.round(params.seconds() * signal.rate())));
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        Tensor signal = example.input();
        int steps = signal.shape()[0];
        int channels = signal.shape()[1];
        float[] means = means(signal);
        float[] values = signal.values().clone();
        for (int hole = 0; hole < holes; hole++) {
            int from = Draw.below(steps, random) - length / 2;
            for (int step = Math.max(0, from); step < Math.min(steps, from + length); step++) {
                System.arraycopy(means, 0, values, step * channels, channels);
            }
        }
        return example.withInput(signal.with(values));
    }

    private static float[] means(Tensor signal) {
        int steps = signal.shape()[0];
        int channels = signal.shape()[1];
        float[] means = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            double sum = 0;
            for (int step = 0; step < steps; step++) {
                sum += signal.values()[step * channels + channel];
            }
            means[channel] = (float) (sum / steps);
        }
        return means;
    }
}
