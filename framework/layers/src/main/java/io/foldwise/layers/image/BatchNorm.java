package io.foldwise.layers.image;

import io.foldwise.layers.kernel.ImageLayer;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import java.util.List;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Batch normalization (Ioffe, Szegedy, 2015) followed by a leaky ReLU, for images {@code [batch, height, width, channels]}:
 * {@code z = (x - mean) / sqrt(variance + 1e-5) gain + shift}, {@code y = z} where {@code z > 0} and {@code slope z}
 * elsewhere.
 *
 * <p>In training, mean and variance of a channel are those over batch, height and width, and their running averages move on
 * by a tenth. Predictions use the running averages, and so do not depend on what else is in a batch.
 *
 * <p>Parameters, one element per channel: {@code gain}, {@code shift}, and {@code mean} and {@code variance}, the running
 * averages. These are no weights: their "gradient" is the step that the average takes, which goes into them as it is, past
 * updater and regularization. Clipping, which takes a layer as a whole, is off for this one.
 *
 * <p>In place of Deeplearning4j's {@code BatchNormalization} and {@code ActivationLayer}, which together take 50 times as
 * long.
 */
public final class BatchNorm extends ImageLayer {

    static final String GAIN = "gain";
    static final String SHIFT = "shift";
    static final String MEAN = "mean";
    static final String VARIANCE = "variance";

    static final double EPSILON = 1e-5;
    /** How far the running averages move to the values of a batch. */
    static final double MOMENTUM = 0.1;

    @JsonProperty
    private double slope;

    private BatchNorm() {}

    /** @param slope of the leaky ReLU for negative numbers, from 0 to 1; with 1 it does nothing */
    public BatchNorm(double slope) {
        if (!(slope >= 0 && slope <= 1)) {
            throw new IllegalArgumentException("the slope of a leaky ReLU must be from 0 to 1, not " + slope);
        }
        this.slope = slope;
        setGradientNormalization(GradientNormalization.None);
    }

    @Override
    protected long outputChannels(long channels) {
        return channels;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.bias(GAIN, 1, nIn),
                Parameter.bias(SHIFT, 0, nIn),
                Parameter.bias(MEAN, 0, nIn),
                Parameter.bias(VARIANCE, 1, nIn));
    }

    @Override
    protected boolean dividesByBatch(String parameter) {
        return !running(parameter);
    }

    @Override
    public IUpdater getUpdaterByParam(String parameter) {
        return running(parameter) ? new NoOp() : super.getUpdaterByParam(parameter);
    }

    @Override
    public List<Regularization> getRegularizationByParam(String parameter) {
        return running(parameter) ? List.of() : super.getRegularizationByParam(parameter);
    }

    private static boolean running(String parameter) {
        return parameter.equals(MEAN) || parameter.equals(VARIANCE);
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuBatchNorm((int) nIn, (float) slope);
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableBatchNorm(slope);
    }

    @Override
    protected List<Object> settings() {
        return List.of(slope);
    }
}
