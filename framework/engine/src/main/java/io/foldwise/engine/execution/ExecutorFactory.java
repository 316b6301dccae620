package io.foldwise.engine.execution;

import io.foldwise.engine.store.RunFolder;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes the executor that {@code execution.executor} names. Factories are found by {@link java.util.ServiceLoader}: another one
 * joins with a jar on the class path that names it in {@code META-INF/services}.
 */
public interface ExecutorFactory {

    /** As experiment files write it. */
    String name();

    /** Whether units are fitted by processes of their own, several at a time and each with its own threads. */
    boolean separate();

    Executor open(Job job);

    /**
     * A run whose units are to be fitted.
     *
     * @param workers how many units at a time
     * @param launch starts a process of this machine that serves as a worker
     * @param work fits units in this process; opened when it is first asked for
     * @param events is told how it goes
     */
    record Job(
            RunFolder run,
            ExecutionSettings settings,
            int workers,
            WorkerLaunch launch,
            Supplier<UnitWork> work,
            Consumer<RunEvent> events) {}
}
