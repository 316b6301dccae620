package io.foldwise.engine.sample;

import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.validation.Metric;
import jakarta.inject.Inject;

public final class LogLossMetric implements Metric {

    public record Params() {}

    @Inject
    public LogLossMetric(Params params) {}

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double value(LabelSchema labels, float[][] targets, float[][] probabilities) {
        return 0;
    }
}
