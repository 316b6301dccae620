package io.foldwise.plugin.standard.hook;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;

/** Whether the values of samples are numbers that may be added to and mixed. */
final class Numbers {

    private Numbers() {}

    /** @throws IncompatibleException if the values are names of categories, such as token ids */
    static void mustBe(InputShape input, String verb) {
        if (input instanceof InputShape.Sequence) {
            throw new IncompatibleException(verb + " the numbers that samples consist of, but the data gives " + input
                    + ": the mean of two token ids is a third token");
        }
    }
}
