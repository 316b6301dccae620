package io.foldwise.plugin.standard.optimizer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.NadamUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Nadam as published, with one beta1 for all steps: {@code step = lr m' / (sqrt(v') + epsilon)} with
 * {@code m' = beta1 m / (1 - beta1^(t + 1)) + (1 - beta1) g / (1 - beta1^t)} and {@code v' = v / (1 - beta2^t)}. ND4J's Nadam does not
 * correct the mean of squared gradients, which begins at 0, so that its first step is many times the learning rate: 13 times with a beta1
 * of 0.8 and a beta2 of 0.98.
 */
public final class PublishedNadam extends Nadam {

    /** For reading a saved network's configuration. */
    public PublishedNadam() {}

    PublishedNadam(double learningRate, ISchedule schedule, double beta1, double beta2, double epsilon) {
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
    public PublishedNadam clone() {
        return new PublishedNadam(getLearningRate(), getLearningRateSchedule(), getBeta1(), getBeta2(), getEpsilon());
    }

    private static final class Updater extends NadamUpdater {

        private final Nadam nadam;

        Updater(Nadam nadam) {
            super(nadam);
            this.nadam = nadam;
        }

        @Override
        public void applyUpdater(INDArray gradient, int iteration, int epoch) {
            double beta1 = nadam.getBeta1();
            double beta2 = nadam.getBeta2();
            int t = iteration + 1;
            INDArray given = gradient.reshape(getM().shape()); // the same numbers
            getM().muli(beta1).addi(given.mul(1 - beta1));
            getV().muli(beta2).addi(given.mul(given).muli(1 - beta2));
            INDArray root = Transforms.sqrt(getV().div(1 - Math.pow(beta2, t)), false);
            double rate = nadam.getLearningRate(iteration, epoch);
            given.muli((1 - beta1) / (1 - Math.pow(beta1, t)))
                    .addi(getM().mul(beta1 / (1 - Math.pow(beta1, t + 1.0))))
                    .divi(root.addi(nadam.getEpsilon()))
                    .muli(rate);
        }
    }
}
