package io.foldwise.plugin.standard.optimizer;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.AdaBeliefUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * ND4J's AdaBelief with a working hand-over of its state. In 1.0.0-M2.1, {@link AdaBelief} fails as soon as a network gives
 * it the array to keep its state in ("Index 1 out of bounds for length 1"). The formula is ND4J's.
 */
public final class MendedAdaBelief extends AdaBelief {

    /** For reading a saved network's configuration. */
    public MendedAdaBelief() {}

    MendedAdaBelief(double learningRate, ISchedule schedule, double beta1, double beta2, double epsilon) {
        super(learningRate, beta1, beta2, epsilon);
        setLearningRateSchedule(schedule);
    }

    /** Keeps its two running means, of gradients and of squared deviations, in the two halves of the given array. */
    @Override
    public GradientUpdater<?> instantiate(INDArray view, boolean initialize) {
        INDArray state = view.reshape(view.length());
        if (initialize) {
            state.assign(0);
        }
        long parameters = state.length() / 2;
        Map<String, INDArray> halves = Map.of(
                AdaBeliefUpdater.M_STATE, state.get(NDArrayIndex.interval(0, parameters)),
                AdaBeliefUpdater.S_STATE, state.get(NDArrayIndex.interval(parameters, 2 * parameters)));
        return instantiate(halves, initialize);
    }

    @Override
    public MendedAdaBelief clone() {
        return new MendedAdaBelief(getLearningRate(), getLearningRateSchedule(), getBeta1(), getBeta2(), getEpsilon());
    }
}
