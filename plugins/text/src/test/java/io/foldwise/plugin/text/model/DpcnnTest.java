package io.foldwise.plugin.text.model;

import io.foldwise.contracts.ModelContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;

final class DpcnnTest extends ModelContract {

    @Override
    protected NetworkModel model(InputShape input, Task task) {
        return new Dpcnn(new Dpcnn.Params(6, 1, 6, 2, 0.1, 0.1), input, task);
    }

    @Override
    protected Dataset data() {
        return TinyData.sequences();
    }
}
