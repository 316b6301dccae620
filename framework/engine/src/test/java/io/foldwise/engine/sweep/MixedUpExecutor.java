package io.foldwise.engine.sweep;

import io.foldwise.engine.execution.Executor;
import io.foldwise.engine.execution.Outcome;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.execution.UnitRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Several workers that end their units in random order, and may be interrupted after some units. */
final class MixedUpExecutor implements Executor {

    private final UnitRunner runner;
    private final int workers;
    private final SplittableRandom random;
    private final List<Unit> running = new ArrayList<>();
    private int left;

    /** @param units that will end before the executor is interrupted */
    MixedUpExecutor(UnitRunner runner, int workers, SplittableRandom random, int units) {
        this.runner = runner;
        this.workers = workers;
        this.random = random;
        this.left = units;
    }

    @Override
    public int free() {
        return workers - running.size();
    }

    @Override
    public void start(Unit unit) {
        running.add(unit);
    }

    @Override
    public Outcome await() throws InterruptedException {
        if (left-- == 0) {
            throw new InterruptedException("killed");
        }
        return runner.run(running.remove(random.nextInt(running.size())), report -> {});
    }

    @Override
    public void close() {
        running.clear();
    }
}
