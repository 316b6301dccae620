package io.foldwise.plugin.text.model;

import io.foldwise.contracts.ModelContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;

final class BiGruAttentionTest extends ModelContract {

    @Override
    protected NetworkModel model(InputShape input, Task task) {
        return new BiGruAttention(new BiGruAttention.Params(6, 1, 4, 2, 5, 0.1, 0.1), input, task);
    }

    @Override
    protected Dataset data() {
        return TinyData.sequences();
    }
}
