package io.foldwise.plugin.signal.model;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Signal;
import io.foldwise.spi.data.Task;

/** What models for signals can work with. */
final class SignalModels {

    private SignalModels() {}

    /** @throws IncompatibleException if samples are no signals, or a head is no row */
    static Signal signal(InputShape input, Task task) {
        if (input instanceof Signal signal) {
            task.width();
            return signal;
        }
        throw new IncompatibleException("reads signals, but the data gives " + input);
    }
}
