package io.foldwise.plugin.text.model;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.foldwise.contracts.ModelContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.layers.transformer.Positions;
import io.foldwise.layers.transformer.TransformerSettings.Norm;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class TransformerTest {

    @Nested
    final class PostNormWithLearnedPositions extends ModelContract {

        @Override
        protected NetworkModel model(InputShape input, Task task) {
            Transformer.Params params = new Transformer.Params(
                    8, 1, 2, 2, 12, 0.1, Positions.Kind.LEARNED, Norm.POST, List.of(Pooling.MAX, Pooling.MEAN), 2);
            return new Transformer(params, input, task);
        }

        @Override
        protected Dataset data() {
            return TinyData.sequences();
        }
    }

    @Nested
    final class PreNormWithSinusoidalPositions extends ModelContract {

        @Override
        protected NetworkModel model(InputShape input, Task task) {
            Transformer.Params params = new Transformer.Params(
                    8, 1, 1, 2, 12, 0, Positions.Kind.SINUSOIDAL, Norm.PRE, List.of(Pooling.ATTENTION), 1);
            return new Transformer(params, input, task);
        }

        @Override
        protected Dataset data() {
            return TinyData.sequences();
        }
    }

    @Test
    void refusesHeadsThatDoNotDivideTheWidth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Transformer.Params(
                        128, 1, 2, 7, 512, 0.1, Positions.Kind.NONE, Norm.POST, List.of(Pooling.MEAN), 1))
                .withMessage("7 heads do not divide a width of 128; choose another number of heads");
    }
}
