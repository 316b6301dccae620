package io.foldwise.plugin.standard.optimizer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AmsGradUpdater;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AMSGradUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * AMSGrad with {@code epsilon} where {@link PublishedAdam} has it, beside the root of the <em>corrected</em> greatest mean of squared
 * gradients. ND4J's adds it to the root of the uncorrected one, as its Adam does.
 */
public final class PublishedAmsGrad extends AMSGrad {

    /** For reading a saved network's configuration. */
    public PublishedAmsGrad() {}

    PublishedAmsGrad(double learningRate, ISchedule schedule, double beta1, double beta2, double epsilon) {
        super(learningRate, beta1, beta2, epsilon);
        setLearningRateSchedule(schedule);
    }

    @Override
    public GradientUpdater<?> instantiate(INDArray view, boolean initialize) {
        Updater updater = new Updater(this);
        long[] gradient = {1, view.length() / 3};
        updater.setStateViewArray(view, gradient, view.ordering(), initialize);
        return updater;
    }

    @Override
    public PublishedAmsGrad clone() {
        return new PublishedAmsGrad(getLearningRate(), getLearningRateSchedule(), getBeta1(), getBeta2(), getEpsilon());
    }

    private static final class Updater extends AMSGradUpdater {

        private final AMSGrad amsGrad;

        Updater(AMSGrad amsGrad) {
            super(amsGrad);
            this.amsGrad = amsGrad;
        }

        @Override
        public void applyUpdater(INDArray gradient, int iteration, int epoch) {
            double correction = Math.sqrt(1 - Math.pow(amsGrad.getBeta2(), iteration + 1.0));
            double rate = amsGrad.getLearningRate(iteration, epoch);
            Nd4j.exec(new AmsGradUpdater(
                    gradient.reshape(getV().shape()),
                    getV(),
                    getM(),
                    getVHat(),
                    rate,
                    amsGrad.getBeta1(),
                    amsGrad.getBeta2(),
                    amsGrad.getEpsilon() * correction,
                    iteration));
            if (rate == 0) {
                gradient.assign(0); // the operation takes epsilon for the rate
            }
        }
    }
}
