package io.foldwise.plugin.signal.model;

import io.foldwise.contracts.ModelContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.plugin.signal.model.XResNet1d.Depth;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;

/**
 * A shorter one, whose blocks do not start at zero: a branch whose end is frozen at zero would never learn. {@link PytorchTest}
 * has bottlenecks.
 */
final class XResNet1dTest extends ModelContract {

    @Override
    protected NetworkModel model(InputShape input, Task task) {
        XResNet1d.Params params = new XResNet1d.Params(18, 6, 5, false, new PoolingHead(6, 0.1));
        return new XResNet1d(params, new Depth(1, 1, 1), input, task);
    }

    @Override
    protected Dataset data() {
        return TinyData.signals();
    }
}
