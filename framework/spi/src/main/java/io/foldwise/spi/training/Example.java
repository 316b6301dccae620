package io.foldwise.spi.training;

import io.foldwise.spi.data.Tensor;
import java.util.List;

/**
 * What a network is trained on once: one sample, or what {@linkplain Examples examples} cut from one.
 *
 * @param input laid out as the {@linkplain io.foldwise.spi.data.InputShape shape of the input} says, without the batch: {@code
 *     [height, width, channels]} of an image; {@code [time, channels]} of a signal; a sequence is as long as it is itself, without padding
 * @param targets of every head of the task, in its order
 */
public record Example(Tensor input, List<Tensor> targets) {

    public Example {
        targets = List.copyOf(targets);
    }

    /** The same example with another input. */
    public Example withInput(Tensor other) {
        return new Example(other, targets);
    }
}
