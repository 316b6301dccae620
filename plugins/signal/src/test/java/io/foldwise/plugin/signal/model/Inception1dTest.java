package io.foldwise.plugin.signal.model;

import io.foldwise.contracts.ModelContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;

/** Three blocks, and so one shortcut. */
final class Inception1dTest extends ModelContract {

    @Override
    protected NetworkModel model(InputShape input, Task task) {
        return Models.of(
                "{ type = inception1d, blocks = 3, filters = 3, bottleneck = 2, kernels = [5, 3], hidden = 0, dropout = 0.1 }",
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
