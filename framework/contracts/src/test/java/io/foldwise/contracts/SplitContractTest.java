package io.foldwise.contracts;

import io.foldwise.spi.validation.Split;

/** A correct split passes. */
final class SplitContractTest extends SplitContract {
    @Override
    protected Split split() {
        return new TinySplit();
    }
}
