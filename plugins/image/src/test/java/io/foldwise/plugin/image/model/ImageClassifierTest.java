package io.foldwise.plugin.image.model;

import io.foldwise.contracts.ModelContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;

/** The plain encoder without normalization, and dropout. */
final class ImageClassifierTest extends ModelContract {

    @Override
    protected NetworkModel model(InputShape input, Task task) {
        return Models.of(
                "{ type = image-classifier, dropout = 0.1,"
                        + " encoder { type = plain, channels = [6, 8], normalization = none } }",
                input,
                task);
    }

    @Override
    protected Dataset data() {
        return TinyData.images();
    }

    @Override
    protected double learningRate() {
        return 0.02;
    }
}
