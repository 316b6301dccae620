package io.foldwise.contracts;

import io.foldwise.spi.training.Augmentation;

/** A correct augmentation passes. */
final class AugmentationContractTest extends AugmentationContract {
    @Override
    protected Augmentation augmentation() {
        return new TinyAugmentation();
    }
}
