package io.foldwise.plugin.signal.model;

import io.foldwise.contracts.ModelContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.plugin.signal.model.XResNet1d.Depth;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import org.junit.jupiter.api.Nested;

/** Shorter ones of both kinds. They do not start at zero, as a branch whose end is frozen at zero would never learn. */
final class XResNet1dTest {

    @Nested
    class OfTwoConvolutions extends ModelContract {
        @Override
        protected NetworkModel model(InputShape input, Task task) {
            PoolingHead head = new PoolingHead(6, 0.1);
            return new XResNet1d(new XResNet1d.Params(18, 6, 5, false, head), new Depth(1, 1, 1), input, task);
        }

        @Override
        protected Dataset data() {
            return TinyData.signals();
        }
    }

    @Nested
    class OfBottlenecks extends ModelContract {
        @Override
        protected NetworkModel model(InputShape input, Task task) {
            PoolingHead head = new PoolingHead(0, 0);
            return new XResNet1d(new XResNet1d.Params(50, 6, 5, false, head), new Depth(2, 1), input, task);
        }

        @Override
        protected double learningRate() {
            return 0.02;
        }

        @Override
        protected Dataset data() {
            return TinyData.signals();
        }
    }
}
