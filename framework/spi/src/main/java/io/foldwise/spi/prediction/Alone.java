package io.foldwise.spi.prediction;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;

/** A prediction beside which there is none. */
record Alone(String id, Tensor own) implements Predicted {

    @Override
    public Tensor of(Head head) {
        throw new IncompatibleException("there is no prediction of '" + head.name() + "'");
    }
}
