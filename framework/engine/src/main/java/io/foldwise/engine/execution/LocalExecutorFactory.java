package io.foldwise.engine.execution;

/** {@code local}: worker processes on this machine. */
public final class LocalExecutorFactory implements ExecutorFactory {

    @Override
    public String name() {
        return "local";
    }

    @Override
    public boolean separate() {
        return true;
    }

    @Override
    public Executor open(Job job) {
        return new WorkerPool(job.workers(), job.launch(), job.run(), job.settings(), job.events());
    }
}
