package io.foldwise.plugin.image.model;

import io.foldwise.contracts.ModelContract;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;

/** The slim decoder with gates on a plain encoder. */
final class AttentionTest extends ModelContract {

    @Override
    protected NetworkModel model(InputShape input, Task task) {
        return Models.of(
                "{ type = u-net, encoder { type = plain, channels = [3, 4] },"
                        + " decoder { type = unet, channels = [4], attention { type = cbam, reduction = 2 } } }",
                input,
                task);
    }

    @Override
    protected Dataset data() {
        return new TinyMasks(9);
    }

    @Override
    protected int epochs() {
        return 40;
    }

    @Override
    protected double learningRate() {
        return 0.05;
    }
}
