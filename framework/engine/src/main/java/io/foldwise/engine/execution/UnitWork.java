package io.foldwise.engine.execution;

import io.foldwise.engine.training.EpochReport;
import java.util.function.Consumer;

/** Fits a unit and puts its folder in its place. */
@FunctionalInterface
public interface UnitWork {

    /** @param progress is told of every finished epoch */
    void fit(Unit unit, Consumer<EpochReport> progress);
}
