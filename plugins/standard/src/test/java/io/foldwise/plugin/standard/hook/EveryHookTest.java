package io.foldwise.plugin.standard.hook;

import io.foldwise.contracts.HookContract;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.training.Hook;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** What every hook does. */
final class EveryHookTest {

    @Nested
    final class OfEma extends HookContract {
        @Override
        protected Hook hook(InputShape input, LabelSchema labels) {
            return new Ema(new Ema.Params(0.9, 1, true));
        }
    }

    @Nested
    final class OfSwa extends HookContract {
        @Override
        protected Hook hook(InputShape input, LabelSchema labels) {
            return new Swa(new Swa.Params(2, 4));
        }
    }

    @Nested
    final class OfLookahead extends HookContract {
        @Override
        protected Hook hook(InputShape input, LabelSchema labels) {
            return new Lookahead(new Lookahead.Params(3, 0.5));
        }
    }

    @Nested
    final class OfAdversarial extends HookContract {
        @Override
        protected Hook hook(InputShape input, LabelSchema labels) {
            return new Adversarial(new Adversarial.Params(List.of("hidden"), 0.5));
        }
    }

    @Nested
    final class OfMeanTeacher extends HookContract {
        @Override
        protected Hook hook(InputShape input, LabelSchema labels) {
            return new MeanTeacher(new MeanTeacher.Params(0.9, 1, 3, 0.1), input);
        }
    }

    @Nested
    final class OfMixup extends HookContract {
        @Override
        protected Hook hook(InputShape input, LabelSchema labels) {
            return new Mixup(new Mixup.Params(1), input);
        }
    }

    @Nested
    final class OfGradientClipping extends HookContract {
        @Override
        protected Hook hook(InputShape input, LabelSchema labels) {
            return new GradientClipping(new GradientClipping.Params(0.01));
        }
    }

    @Nested
    final class OfWeightDecay extends HookContract {
        @Override
        protected Hook hook(InputShape input, LabelSchema labels) {
            return new WeightDecay(new WeightDecay.Params(0.1, List.of()));
        }
    }

    @Nested
    final class OfLayerRates extends HookContract {
        @Override
        protected Hook hook(InputShape input, LabelSchema labels) {
            return new LayerRates(new LayerRates.Params(List.of(new LayerRates.Rate("hidden", 0.1))));
        }
    }
}
