package io.foldwise.cli.run;

import io.foldwise.cli.board.Progress;
import io.foldwise.cli.context.RefusedException;
import io.foldwise.engine.execution.ExecutionSettings;
import io.foldwise.engine.execution.ExecutorFactory;
import io.foldwise.engine.execution.InProcessExecutorFactory;
import io.foldwise.engine.execution.InstalledExecutors;
import java.util.OptionalInt;

/**
 * What the user said about carrying out a run.
 *
 * @param workers how many worker processes, 0 for as many as fit; empty leaves it to the experiment
 * @param inProcess whether to train in this process, whatever the experiment says
 * @param json whether a machine reads the results
 * @param progress what is shown meanwhile
 */
public record ExecutionChoice(OptionalInt workers, boolean inProcess, boolean json, Progress progress) {

    /** What makes the executor. */
    ExecutorFactory executor(ExecutionSettings settings) {
        return InstalledExecutors.named(inProcess ? InProcessExecutorFactory.NAME : settings.executor());
    }

    /**
     * How many workers train at the same time.
     *
     * @param units that wait to be fitted
     */
    int workers(ExecutionSettings settings, int units) {
        if (!executor(settings).separate()) {
            return 1;
        }
        int asked = workers.orElse(settings.workers());
        return asked > 0 ? asked : WorkerCount.choose(settings, Machine.here(), units);
    }

    /**
     * Checks that the experiment can be carried out so. Native code reads its number of threads when a process starts, and
     * another number rounds sums differently.
     *
     * @throws RefusedException if it cannot
     */
    public void requirePossible(ExecutionSettings settings) {
        String threads = System.getenv("OMP_NUM_THREADS");
        if (!executor(settings).separate()
                && threads != null
                && !threads.equals(Integer.toString(settings.threads()))) {
            throw new RefusedException("execution.threads is " + settings.threads() + ", but this process has "
                    + threads + ": put OMP_NUM_THREADS=" + settings.threads()
                    + " before the command, or let worker processes train");
        }
    }
}
