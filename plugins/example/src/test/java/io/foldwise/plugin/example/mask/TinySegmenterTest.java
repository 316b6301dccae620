package io.foldwise.plugin.example.mask;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.contracts.ModelContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import org.junit.jupiter.api.Test;

final class TinySegmenterTest extends ModelContract {

    @Override
    protected NetworkModel model(InputShape input, Task task) {
        return new TinySegmenter(new TinySegmenter.Params(4, 2), input, task);
    }

    @Override
    protected Dataset data() {
        return SyntheticMasksReaderTest.tiny().train();
    }

    @Test
    void saysWhatItAnswers() {
        Dataset images = TinyData.images();
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> model(images.input(), images.task()))
                .withMessage("answers with masks, but the data asks for 'labels'");
    }
}
