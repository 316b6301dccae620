package io.foldwise.contracts;

import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.training.Augmentation;
import org.junit.jupiter.api.Nested;

/** A correct augmentation passes. */
final class AugmentationContractTest extends AugmentationContract {
    @Override
    protected Augmentation augmentation() {
        return new TinyAugmentation();
    }

    /** A correct augmentation of upright images passes. */
    @Nested
    final class OfUprightImages extends AugmentationContract {
        @Override
        protected Augmentation augmentation() {
            return new TinyAugmentation();
        }

        @Override
        protected InputShape input() {
            return new InputShape.Image(8, 8, 2, true);
        }
    }
}
