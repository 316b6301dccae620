package io.foldwise.plugin.text.model;

import io.foldwise.contracts.ModelContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import java.util.List;
import org.junit.jupiter.api.Nested;

final class BiLstmTest {

    @Nested
    final class BothWays extends ModelContract {

        @Override
        protected NetworkModel model(InputShape input, Task task) {
            BiLstm.Params params = new BiLstm.Params(
                    6, 1, 4, 1, true, 0.1, 0.1, List.of(Pooling.MAX, Pooling.MEAN, Pooling.ATTENTION), 1);
            return new BiLstm(params, input, task);
        }

        @Override
        protected Dataset data() {
            return TinyData.sequences();
        }
    }

    @Nested
    final class OneWayInTwoLayers extends ModelContract {

        @Override
        protected NetworkModel model(InputShape input, Task task) {
            BiLstm.Params params =
                    new BiLstm.Params(8, 1, 6, 2, false, 0, 0.1, List.of(Pooling.LAST, Pooling.LABELS), 3);
            return new BiLstm(params, input, task);
        }

        @Override
        protected Dataset data() {
            return TinyData.sequences();
        }
    }
}
