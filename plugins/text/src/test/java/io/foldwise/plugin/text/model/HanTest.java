package io.foldwise.plugin.text.model;

import io.foldwise.contracts.ModelContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;

final class HanTest extends ModelContract {

    @Override
    protected NetworkModel model(InputShape input, Task task) {
        return new Han(new Han.Params(6, 1, 4, 5, 3, 0.1, 0.1), input, task);
    }

    @Override
    protected Dataset data() {
        return TinyData.sequences();
    }
}
