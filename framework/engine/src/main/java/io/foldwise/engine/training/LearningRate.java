package io.foldwise.engine.training;

import org.nd4j.linalg.schedule.ISchedule;

/**
 * The learning rate as Deeplearning4j asks for it: whatever the trainer last set. Written into a network's file without
 * its value, which only a running training has.
 */
public final class LearningRate implements ISchedule {

    private transient double current;

    void set(double rate) {
        current = rate;
    }

    @Override
    public double valueAt(int iteration, int epoch) {
        return current;
    }

    /** The same object: the optimizer's copies must see what the trainer sets. */
    @Override
    public ISchedule clone() {
        return this;
    }
}
