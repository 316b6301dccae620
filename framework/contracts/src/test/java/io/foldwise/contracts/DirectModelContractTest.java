package io.foldwise.contracts;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.DirectModel;

/** A correct direct model passes. */
final class DirectModelContractTest extends DirectModelContract {
    @Override
    protected DirectModel model(InputShape input, Task task) {
        return new TinyDirectModel(input, task);
    }

    @Override
    protected Dataset data() {
        return TinyData.vectors();
    }
}
