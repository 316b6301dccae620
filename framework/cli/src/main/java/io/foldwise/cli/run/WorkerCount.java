package io.foldwise.cli.run;

import io.foldwise.engine.execution.ExecutionSettings;

/** How many workers train at the same time, where the user leaves it to us. */
public final class WorkerCount {

    /**
     * The part of its memory limit that a worker is expected to need. Limits are for the worst case; a worker that goes
     * beyond what is there costs one unit, which is tried again.
     */
    private static final double EXPECTED_SHARE = 1.0 / 3;

    private WorkerCount() {}

    /**
     * As many as there are units, but no more than cores or memory allow, nor GPUs where they train.
     *
     * @param units that wait to be fitted
     */
    public static int choose(ExecutionSettings settings, Machine machine, int units) {
        int byDevice = machine.cuda()
                ? Math.max(1, settings.gpus().size())
                : Math.max(1, machine.cores() / settings.threads());
        double expected = settings.memory() * (double) (1 << 20) * EXPECTED_SHARE;
        int byMemory = (int) Math.max(1, Math.min(Integer.MAX_VALUE, machine.available() / expected));
        return Math.max(1, Math.min(units, Math.min(byDevice, byMemory)));
    }
}
