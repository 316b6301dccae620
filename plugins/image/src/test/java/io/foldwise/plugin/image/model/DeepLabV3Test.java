package io.foldwise.plugin.image.model;

import io.foldwise.contracts.ModelContract;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;

/** On a plain encoder that would halve images three times, and is stopped after two. */
final class DeepLabV3Test extends ModelContract {

    @Override
    protected NetworkModel model(InputShape input, Task task) {
        return Models.of(
                "{ type = deeplab-v3, encoder { type = plain, channels = [3, 3, 4, 4], normalization = none },"
                        + " output-stride = 4, rates = [2], channels = 4, dropout = 0.1 }",
                input,
                task);
    }

    @Override
    protected Dataset data() {
        return new TinyMasks(9);
    }

    @Override
    protected double learningRate() {
        return 0.03;
    }
}
