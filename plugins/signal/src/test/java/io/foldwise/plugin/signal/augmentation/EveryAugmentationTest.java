package io.foldwise.plugin.signal.augmentation;

import io.foldwise.contracts.AugmentationContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Signal;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** Every augmentation keeps the contract. */
final class EveryAugmentationTest {

    abstract static class OfSignals extends AugmentationContract {

        private static final Dataset SIGNALS = TinyData.signals();

        static Signal signal() {
            return (Signal) SIGNALS.input();
        }

        @Override
        protected InputShape input() {
            return SIGNALS.input();
        }

        @Override
        protected Example example() {
            float[] values =
                    SIGNALS.features(new int[] {0}).values().dup('c').data().asFloat();
            return new Example(
                    new Tensor(values, signal().length(), signal().channels()),
                    List.of(Tensor.row(SIGNALS.targets(0))));
        }
    }

    @Nested
    final class OfGain extends OfSignals {
        @Override
        protected Augmentation augmentation() {
            return new Gain(new Gain.Params(0.5, 2), signal());
        }
    }

    @Nested
    final class OfSignalCrop extends OfSignals {
        @Override
        protected Augmentation augmentation() {
            return new SignalCrop(new SignalCrop.Params(0.5), signal());
        }
    }

    @Nested
    final class OfBaselineWander extends OfSignals {
        @Override
        protected Augmentation augmentation() {
            return new BaselineWander(new BaselineWander.Params(0.1, 0.2, 1), signal());
        }
    }

    @Nested
    final class OfLeadDrop extends OfSignals {
        @Override
        protected Augmentation augmentation() {
            return new LeadDrop(new LeadDrop.Params(1), signal());
        }
    }

    @Nested
    final class OfSignalCutout extends OfSignals {
        @Override
        protected Augmentation augmentation() {
            return new SignalCutout(new SignalCutout.Params(2, 0.4), signal());
        }
    }

    @Nested
    final class OfStretch extends OfSignals {
        @Override
        protected Augmentation augmentation() {
            return new Stretch(new Stretch.Params(0.8, 1.2), signal());
        }
    }
}
