package io.foldwise.plugin.text.model;

import io.foldwise.layers.embedding.Embedding;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Sequence;

/** What all models of this package ask of their input. */
final class TokenModel {

    private TokenModel() {}

    static Embedding.Options embedding(Sequence input, int width, double std) {
        return Embedding.Options.of(input.categories(), width).withStd(std);
    }

    /** @throws IncompatibleException if the input is anything but token ids */
    static Sequence sequence(String model, InputShape input) {
        if (input instanceof Sequence sequence) {
            return sequence;
        }
        throw new IncompatibleException("model " + model + " reads sequences of token ids; the data gives " + input);
    }
}
