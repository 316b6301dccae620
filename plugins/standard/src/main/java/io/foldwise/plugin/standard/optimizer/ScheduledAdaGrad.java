package io.foldwise.plugin.standard.optimizer;

import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * ND4J's AdaGrad with a copy that keeps its schedule. Deeplearning4j gives every layer a copy of the updater, and in
 * 1.0.0-M2.1 that of {@link AdaGrad} has the plain learning rate instead of the schedule.
 */
public final class ScheduledAdaGrad extends AdaGrad {

    /** For reading a saved network's configuration. */
    public ScheduledAdaGrad() {}

    ScheduledAdaGrad(double learningRate, ISchedule schedule, double epsilon) {
        super(learningRate, epsilon);
        setLearningRateSchedule(schedule);
    }

    @Override
    public ScheduledAdaGrad clone() {
        return new ScheduledAdaGrad(getLearningRate(), getLearningRateSchedule(), getEpsilon());
    }
}
