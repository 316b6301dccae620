package io.foldwise.engine.execution;

import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.training.EpochReport;
import io.foldwise.engine.training.TrainingStoppedException;
import io.foldwise.spi.IncompatibleException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one unit to its end and says how it ended; whatever goes wrong in it becomes an {@link Outcome.Failed}. */
public final class UnitRunner {

    private static final Logger LOG = LoggerFactory.getLogger(UnitRunner.class);

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
        } catch (StoreException e) {
            return failed(unit, FailureKind.STORAGE, e.getMessage(), e);
        } catch (IncompatibleException e) {
            return failed(unit, FailureKind.ERROR, e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            return outOfMemory(unit, e, e);
        } catch (RuntimeException | LinkageError e) {
            Throwable root = rootCause(e); // Deeplearning4j wraps what goes wrong in a forward pass
            return root instanceof OutOfMemoryError
                    ? outOfMemory(unit, root, e)
                    : failed(unit, FailureKind.ERROR, e.getClass().getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    private static Throwable rootCause(Throwable error) {
        return error.getCause() == null ? error : rootCause(error.getCause());
    }

    private static Outcome outOfMemory(Unit unit, Throwable error, Throwable cause) {
        String reason =
                "out of memory: " + error.getMessage() + "; execution.heap and execution.off-heap give a worker more";
        return failed(unit, FailureKind.OUT_OF_MEMORY, reason, cause);
    }

    private static Outcome failed(Unit unit, FailureKind kind, String reason, Throwable cause) {
        LOG.error("{} failed", unit, cause);
        return new Outcome.Failed(unit, kind, reason);
    }
}
