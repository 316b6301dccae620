package io.foldwise.contracts;

import io.foldwise.spi.training.Loss;

/** A correct loss passes. */
final class LossContractTest extends LossContract {
    @Override
    protected Loss loss() {
        return new CrossEntropy();
    }
}
