package io.foldwise.engine.execution;

/**
 * Runs units, several at a time. Another engine, on several machines say, can stand behind this interface.
 *
 * <p>Used by one thread: {@link #start} while {@link #free} is positive, then {@link #await}.
 */
public interface Executor extends AutoCloseable {

    /** How many more units can be started now. */
    int free();

    void start(Unit unit);

    /** Waits until one of the started units has ended, and been tried again where that makes sense. */
    Outcome await() throws InterruptedException;

    /** Stops at once: units that have not ended leave nothing behind. */
    @Override
    void close();
}
