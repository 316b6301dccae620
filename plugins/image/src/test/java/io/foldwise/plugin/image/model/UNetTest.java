package io.foldwise.plugin.image.model;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.contracts.ModelContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Image;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import org.junit.jupiter.api.Test;

final class UNetTest extends ModelContract {

    @Override
    protected NetworkModel model(InputShape input, Task task) {
        return Models.of("{ type = u-net, encoder { type = plain, channels = [4, 6] } }", input, task);
    }

    @Override
    protected Dataset data() {
        return new TinyMasks(12);
    }

    @Override
    protected int epochs() {
        return 40;
    }

    @Override
    protected double learningRate() {
        return 0.05;
    }

    @Test
    void saysWhatItAnswers() {
        Dataset images = TinyData.images();
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> model(images.input(), images.task()))
                .withMessageContaining("answers with masks, but the data asks for 'labels'");
    }

    @Test
    void refusesImagesThatCannotBeHalvedAsOftenAsTheEncoderDoes() {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> Models.of("u-net", new Image(40, 32, 1), data().task()))
                .withMessageContaining("needs a height and width that 16 divides")
                .withMessageContaining("images of 40 x 32 pixels");
    }
}
