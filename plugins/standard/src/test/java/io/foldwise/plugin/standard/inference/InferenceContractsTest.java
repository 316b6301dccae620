package io.foldwise.plugin.standard.inference;

import io.foldwise.contracts.InferenceContract;
import io.foldwise.plugin.standard.Components;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.prediction.Inference;
import org.junit.jupiter.api.Nested;

/** What all inferences have in common. */
final class InferenceContractsTest {

    private static final Spec<Inference> WHOLE = Components.spec(Whole.class, new Whole.Params(8));

    @Nested
    final class OfWhole extends InferenceContract {
        @Override
        protected Inference inference() {
            return new Whole(new Whole.Params(8));
        }
    }

    @Nested
    final class OfFlips extends InferenceContract {
        @Override
        protected Inference inference() {
            return new Flips(
                    new Flips.Params(true, true, WHOLE),
                    (InputShape.Image) data().input(),
                    data().task(),
                    new Components());
        }
    }

    @Nested
    final class OfTiled extends InferenceContract {
        @Override
        protected Inference inference() {
            return new Tiled(new Tiled.Params(5, 2, WHOLE), (InputShape.Image) data().input(), new Components());
        }
    }
}
