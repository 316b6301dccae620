package io.foldwise.plugin.text.model;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.contract.ModelContract;
import io.foldwise.spi.contract.TinyData;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.model.NetworkModel;
import org.junit.jupiter.api.Test;

final class CaResNetTest extends ModelContract {

    private static final CaResNet.Params SMALL = new CaResNet.Params(12, 4, 1, 2, 4, 0.1, 8, 1, 0.1);

    @Override
    protected NetworkModel model(InputShape input, LabelSchema labels) {
        return new CaResNet(SMALL, input, labels);
    }

    @Override
    protected Dataset data() {
        return TinyData.sequences();
    }

    @Test
    void refusesPictures() {
        assertThatThrownBy(() -> new CaResNet(SMALL, new InputShape.Picture(1, 8, 8), TinyData.schema(2)))
                .isInstanceOf(IncompatibleException.class)
                .hasMessage("model ca-resnet reads sequences of token ids; the data gives pictures of 1 x 8 x 8");
    }

    @Test
    void refusesSizesThatCannotBeDivided() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CaResNet.Params(63, 128, 3, 8, 512, 0.5, 128, 2, 0.5))
                .withMessage("length 63 is odd; choose an even number, as the picture is halved");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CaResNet.Params(64, 128, 3, 7, 512, 0.5, 128, 2, 0.5))
                .withMessage("7 heads do not divide an embedding of 128; choose another number of heads");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CaResNet.Params(64, 128, 3, 8, 512, 0.5, 30, 2, 0.5))
                .withMessage("30 channels cannot be shared among the branches; choose a multiple of 4");
    }
}
