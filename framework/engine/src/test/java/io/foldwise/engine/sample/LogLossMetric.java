package io.foldwise.engine.sample;

import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.RowMetric;
import jakarta.inject.Inject;

public final class LogLossMetric implements RowMetric {

    public record Params() {}

    @Inject
    public LogLossMetric(Params params) {}

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double value(RowHead head, float[][] targets, float[][] predictions) {
        return 0;
    }
}
