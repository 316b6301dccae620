package io.foldwise.plugin.text.model;

import io.foldwise.contracts.ModelContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;

final class FastTextTest extends ModelContract {

    /** Hashes of runs of tokens are none of its operators. */
    @Override
    protected boolean hasOnnxEquivalent() {
        return false;
    }

    @Override
    protected NetworkModel model(InputShape input, Task task) {
        return new FastText(new FastText.Params(8, 1, 3, 40, 0.1), input, task);
    }

    @Override
    protected Dataset data() {
        return TinyData.sequences();
    }
}
