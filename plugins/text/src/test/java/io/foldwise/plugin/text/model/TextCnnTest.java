package io.foldwise.plugin.text.model;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.contracts.ModelContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TextCnnTest extends ModelContract {

    private static final TextCnn.Params SMALL = new TextCnn.Params(6, 1, 5, List.of(2, 3), 0.1);

    @Override
    protected NetworkModel model(InputShape input, Task task) {
        return new TextCnn(SMALL, input, task);
    }

    @Override
    protected Dataset data() {
        return TinyData.sequences();
    }

    @Test
    void refusesAWidthNamedTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextCnn.Params(6, 1, 5, List.of(3, 2, 3), 0.1))
                .withMessage("kernels [3, 2, 3] name a width twice; leave it out, and choose more filters instead");
    }

    @Test
    void refusesImages() {
        assertThatThrownBy(() -> new TextCnn(SMALL, new InputShape.Image(8, 8, 1), Task.of(TinyData.schema(2))))
                .isInstanceOf(IncompatibleException.class)
                .hasMessage(
                        "model text-cnn reads sequences of token ids; the data gives images of 8 x 8 pixels in 1 channel");
    }
}
