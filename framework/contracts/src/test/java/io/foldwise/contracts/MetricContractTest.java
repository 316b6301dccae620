package io.foldwise.contracts;

import io.foldwise.spi.validation.Metric;

/** A correct metric passes. */
final class MetricContractTest extends MetricContract {
    @Override
    protected Metric metric() {
        return new TinyMetric();
    }
}
