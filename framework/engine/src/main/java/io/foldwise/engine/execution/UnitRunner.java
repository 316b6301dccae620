package io.foldwise.engine.execution;

import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.training.EpochReport;
import io.foldwise.engine.training.TrainingStoppedException;
import io.foldwise.spi.IncompatibleException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one unit to its end and says how it ended; whatever goes wrong in it becomes an {@link Outcome.Failed}. */
public final class UnitRunner {

    private static final Logger LOG = LoggerFactory.getLogger(UnitRunner.class);

    private static final int MOST_CAUSES = 20; // a chain may be a circle

    private final UnitWork work;

    public UnitRunner(UnitWork work) {
        this.work = work;
    }

    /** @param progress is told of every finished epoch */
    public Outcome run(Unit unit, Consumer<EpochReport> progress) {
        try {
            work.fit(unit, progress);
            return new Outcome.Finished(unit);
        } catch (TrainingStoppedException e) {
            return failed(unit, FailureKind.DIVERGED, e.getMessage(), e);
        } catch (StoreException | BlockedException e) {
            return failed(unit, FailureKind.BLOCKED, e.getMessage(), e);
        } catch (IncompatibleException e) {
            return failed(unit, FailureKind.ERROR, e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            return outOfMemory(unit, e, e);
        } catch (RuntimeException | LinkageError e) {
            // Deeplearning4j wraps what goes wrong in a forward pass.
            return causes(e)
                    .filter(OutOfMemoryError.class::isInstance)
                    .findFirst()
                    .map(lack -> outOfMemory(unit, lack, e))
                    .orElseGet(() -> failed(unit, FailureKind.ERROR, reason(unit, e), e));
        }
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(MOST_CAUSES);
    }

    /** What was thrown, what was at its root, and in which component. */
    private String reason(Unit unit, Throwable thrown) {
        String outer = thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
        Throwable root = causes(thrown).reduce(thrown, (before, cause) -> cause);
        String by = root == thrown ? "" : ", by " + root.getClass().getSimpleName() + ": " + root.getMessage();
        return outer
                + by
                + culprit(unit, thrown).map(component -> ", in " + component).orElse("");
    }

    private Optional<String> culprit(Unit unit, Throwable thrown) {
        try {
            return work.culprit(unit, thrown);
        } catch (RuntimeException unknown) { // what cannot be read may be why the unit failed
            return Optional.empty();
        }
    }

    private static Outcome outOfMemory(Unit unit, Throwable lack, Throwable thrown) {
        String reason =
                "out of memory: " + lack.getMessage() + "; execution.heap and execution.off-heap give a worker more";
        return failed(unit, FailureKind.OUT_OF_MEMORY, reason, thrown);
    }

    private static Outcome failed(Unit unit, FailureKind kind, String reason, Throwable cause) {
        LOG.error("{} failed", unit, cause);
        return new Outcome.Failed(unit, kind, reason);
    }
}
