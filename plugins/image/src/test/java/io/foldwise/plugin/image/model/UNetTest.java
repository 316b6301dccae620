package io.foldwise.plugin.image.model;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.contracts.ModelContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With gates, on images of an odd size. */
final class UNetTest extends ModelContract {

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

    @Test
    void refusesTasksWithoutMasks() {
        Dataset images = TinyData.images();
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> model(images.input(), images.task()))
                .withMessageContaining("answers with masks, but the data asks for ['labels']")
                .withMessageContaining("image-classifier answers with rows alone");
    }

    @ParameterizedTest
    @CsvSource({
        "'decoder = albunet', 'strides 2, 4, 8, 16 and 32, such as resnet34; this one has 1, 2, 4, 8, 16'",
        "'decoder { type = unet, channels = [8, 8] }', 'for 2 steps, but the encoder has 4 maps'"
    })
    void refusesDecodersThatDoNotGoWithTheEncoder(String parts, String message) {
        Dataset images = data();
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> Models.of("{ type = u-net, " + parts + " }", images.input(), images.task()))
                .withMessageContaining(message);
    }
}
