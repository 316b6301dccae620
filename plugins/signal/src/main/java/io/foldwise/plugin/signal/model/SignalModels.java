package io.foldwise.plugin.signal.model;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Signal;
import io.foldwise.spi.data.Task;
import java.util.List;

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

    /** Refuses even numbers of steps: with an odd one a kernel has a centre. */
    static List<Integer> odd(String key, List<Integer> kernels) {
        if (kernels.stream().anyMatch(kernel -> kernel % 2 == 0)) {
            throw new IllegalArgumentException(key + " must be odd");
        }
        return List.copyOf(kernels);
    }
}
