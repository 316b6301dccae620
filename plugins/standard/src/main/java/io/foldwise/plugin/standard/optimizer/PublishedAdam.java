package io.foldwise.plugin.standard.optimizer;

import io.foldwise.layers.kernel.KernelChoice;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Adam as published (algorithm 1): {@code epsilon} is added to the root of the <em>corrected</em> mean of squared gradients,
 * {@code step = lr m' / (sqrt(v') + epsilon)} with {@code m' = m / (1 - beta1^t)} and {@code v' = v / (1 - beta2^t)}. ND4J's
 * Adam adds it to the root of the uncorrected one, which is small in the first steps, so that the same epsilon is
 * {@code 1 / sqrt(1 - beta2^t)} times as large there: 7 times in the first step with a beta2 of 0.98, 32 times with 0.999.
 */
public final class PublishedAdam extends Adam {

    /** For reading a saved network's configuration. */
    public PublishedAdam() {}

    PublishedAdam(double learningRate, ISchedule schedule, double beta1, double beta2, double epsilon) {
        super(learningRate, beta1, beta2, epsilon);
        setLearningRateSchedule(schedule);
    }

    @Override
    public GradientUpdater<?> instantiate(INDArray view, boolean initialize) {
        Updater updater = new Updater(this);
        long[] gradient = {1, view.length() / 2};
        updater.setStateViewArray(view, gradient, view.ordering(), initialize);
        return updater;
    }

    @Override
    public PublishedAdam clone() {
        return new PublishedAdam(getLearningRate(), getLearningRateSchedule(), getBeta1(), getBeta2(), getEpsilon());
    }

    private static final class Updater extends AdamUpdater {

        private final Adam adam;
        private final AdamSteps steps;

        Updater(Adam adam) {
            super(adam);
            this.adam = adam;
            steps = new AdamSteps(adam.getBeta1(), adam.getBeta2());
        }

        @Override
        public void applyUpdater(INDArray gradient, int iteration, int epoch) {
            double correction = Math.sqrt(1 - Math.pow(adam.getBeta2(), iteration + 1.0));
            double rate = adam.getLearningRate(iteration, epoch);
            double epsilon = adam.getEpsilon() * correction;
            if (KernelChoice.forType(gradient.dataType()) == KernelChoice.CPU) {
                steps.take(gradient, getM(), getV(), rate, epsilon, iteration);
                return;
            }
            Nd4j.exec(new org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater(
                    gradient.reshape(getV().shape()),
                    getV(),
                    getM(),
                    rate,
                    adam.getBeta1(),
                    adam.getBeta2(),
                    epsilon,
                    iteration));
            if (rate == 0) {
                gradient.assign(0); // the operation would take epsilon for the rate
            }
        }
    }
}
