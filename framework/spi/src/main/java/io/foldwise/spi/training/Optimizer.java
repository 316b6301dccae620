package io.foldwise.spi.training;

import io.foldwise.spi.Kind;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/** How gradients become steps. */
@Kind("optimizer")
public interface Optimizer {

    /** The learning rate that a schedule scales. */
    double learningRate();

    /** Deeplearning4j's updater, whose learning rate follows the given schedule. */
    IUpdater updater(ISchedule learningRate);
}
