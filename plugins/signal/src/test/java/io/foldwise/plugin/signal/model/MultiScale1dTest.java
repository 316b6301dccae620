package io.foldwise.plugin.signal.model;

import io.foldwise.contracts.ModelContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;

/** Two kernels and two blocks, which do not start at zero: a branch whose end is frozen at zero would never learn. */
final class MultiScale1dTest extends ModelContract {

    @Override
    protected NetworkModel model(InputShape input, Task task) {
        return Models.of(
                "{ type = multi-scale-1d, filters = 3, kernels = [5, 3], blocks = [1, 1], block-kernel = 3, zero-start = false, hidden = 0, dropout = 0.1 }",
                input,
                task);
    }

    @Override
    protected Dataset data() {
        return TinyData.signals();
    }

    @Override
    protected double learningRate() {
        return 0.02;
    }
}
