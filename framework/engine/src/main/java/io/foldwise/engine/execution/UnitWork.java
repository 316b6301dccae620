package io.foldwise.engine.execution;

import io.foldwise.engine.training.EpochReport;
import java.util.Optional;
import java.util.function.Consumer;

/** Fits a unit and puts its folder in its place. */
@FunctionalInterface
public interface UnitWork {

    /** @param progress is told of every finished epoch */
    void fit(Unit unit, Consumer<EpochReport> progress);

    /** The component that an exception of {@link #fit} comes from, with its class; empty where that cannot be told. */
    default Optional<String> culprit(Unit unit, Throwable thrown) {
        return Optional.empty();
    }
}
