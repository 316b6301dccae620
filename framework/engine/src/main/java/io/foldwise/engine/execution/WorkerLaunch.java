package io.foldwise.engine.execution;

import java.util.List;

/**
 * How to start a worker process.
 *
 * @param entry what follows the Java options on the command line, up to and without the run folder: the main class and
 *     its arguments, which end in {@link Worker#serve}
 */
public record WorkerLaunch(List<String> entry) {
    public WorkerLaunch {
        entry = List.copyOf(entry);
    }
}
