package io.foldwise.plugin.standard.schedule;

import io.foldwise.spi.Description;
import io.foldwise.spi.training.Schedule;
import jakarta.inject.Inject;

/**
 * The same learning rate throughout.
 */
@Description("The same learning rate throughout")
public final class Constant implements Schedule {

    /** Nothing to choose. */
    public record Params() {}

    @Inject
    public Constant() {}

    @Override
    public double learningRate(double base, Moment moment) {
        return base;
    }
}
