package io.foldwise.layers.recurrent;

import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/** Twice the learning rate that an updater has at any time. Two of one updater are equal. */
record DoubledRate(IUpdater updater) implements ISchedule {

    /** The same updater at twice the rate. */
    static IUpdater of(IUpdater updater) {
        IUpdater doubled = updater.clone();
        doubled.setLrAndSchedule(Double.NaN, new DoubledRate(updater));
        return doubled;
    }

    @Override
    public double valueAt(int iteration, int epoch) {
        return 2 * updater.getLearningRate(iteration, epoch);
    }

    @Override
    public ISchedule clone() {
        return this;
    }
}
