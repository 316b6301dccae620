package io.foldwise.plugin.signal.model;

import io.foldwise.contracts.ModelContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;

/** One layer, on every third step. */
final class BiLstm1dTest extends ModelContract {

    @Override
    protected NetworkModel model(InputShape input, Task task) {
        return Models.of(
                "{ type = bilstm-1d, channels = 6, kernel = 3, strides = [3], hidden-state = 4, hidden = 0, dropout = 0.1 }",
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
