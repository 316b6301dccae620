package io.foldwise.engine.execution;

/**
 * Runs units, several at a time. Another engine, on several machines say, can stand behind this interface.
 *
 * <p>Used by one thread: {@link #start} while {@link #free} is positive, then {@link #await}. Only {@link #leave} may be called
 * by another one.
 */
public interface Executor extends AutoCloseable {

    /** How many more units can be started now. */
    int free();

    void start(Unit unit);

    /** Waits until one of the started units has ended, and been tried again where that makes sense. */
    Outcome await() throws InterruptedException;

    /**
     * This process is about to end, and perhaps its workers as well: whatever happens from now on is no unit's fault, and
     * {@link #await} tells of none of it.
     */
    default void leave() {}

    /** Stops at once: units that have not ended leave nothing behind. */
    @Override
    void close();
}
