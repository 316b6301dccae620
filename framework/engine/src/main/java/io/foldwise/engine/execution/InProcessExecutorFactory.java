package io.foldwise.engine.execution;

/** {@code in-process}: this process, one unit after the other. */
public final class InProcessExecutorFactory implements ExecutorFactory {

    public static final String NAME = "in-process";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean separate() {
        return false;
    }

    @Override
    public Executor open(Job job) {
        return new InProcessExecutor(new UnitRunner(job.work().get()), job.events());
    }
}
