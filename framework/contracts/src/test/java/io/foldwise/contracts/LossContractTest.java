package io.foldwise.contracts;

import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.training.Loss;

/** A correct loss passes. */
final class LossContractTest extends LossContract {
    @Override
    protected Loss loss(LabelSchema labels) {
        return new CrossEntropy();
    }
}
