package io.foldwise.plugin.text.augmentation;

import io.foldwise.plugin.text.masked.MaskedTokens;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Sequence;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.util.Arrays;

/** What all augmentations of this package ask of their data. */
final class Texts {

    private Texts() {}

    /** @throws IncompatibleException if the input is no token ids, or the tokens themselves are what is asked for */
    static Sequence require(String augmentation, InputShape input, Task task) {
        if (!(input instanceof Sequence sequence)) {
            throw new IncompatibleException(augmentation + " changes sequences of token ids; the data gives " + input);
        }
        if (task.heads().stream().anyMatch(MaskedTokens.class::isInstance)) {
            throw new IncompatibleException(
                    augmentation + " would change the tokens that are masked; the reader masked-tokens has new-masks");
        }
        return sequence;
    }

    /** Some of a text's tokens, from one on. */
    static Tensor part(Tensor text, int from, int length) {
        return Tensor.row(Arrays.copyOfRange(text.values(), from, from + length));
    }
}
