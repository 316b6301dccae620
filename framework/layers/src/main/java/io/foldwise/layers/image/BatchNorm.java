package io.foldwise.layers.image;

import io.foldwise.layers.kernel.ImageLayer;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.onnx.OnnxAttribute;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Batch normalization (Ioffe, Szegedy, 2015) followed by a leaky ReLU, for images {@code [batch, height, width, channels]}
 * or volumes {@code [batch, depth, height, width, channels]}:
 * {@code z = (x - mean) / sqrt(variance + epsilon) gain + shift}, {@code y = z} where {@code z > 0} and {@code slope z}
 * elsewhere: a ReLU for a slope of 0, nothing for a slope of 1.
 *
 * <p>In training, mean and variance of a channel are those over batch and places, and their running averages move on
 * by {@code momentum}. Predictions use the running averages, and so do not depend on what else is in a batch. A frozen one
 * uses them in training too, and nothing in it moves.
 *
 * <p>Parameters, one element per channel: {@code gain}, {@code shift}, and {@code mean} and {@code variance}, the running
 * averages. These are no weights: their "gradient" is the step that the average takes, which goes into them as it is, past
 * updater and regularization. Clipping, which takes a layer as a whole, is off for this one.
 *
 * <p>In place of Deeplearning4j's {@code BatchNormalization} and {@code ActivationLayer}, which together take 50 times as
 * long.
 */
public final class BatchNorm extends ImageLayer implements OnnxEquivalent {

    static final String GAIN = "gain";
    static final String SHIFT = "shift";
    static final String MEAN = "mean";
    static final String VARIANCE = "variance";

    /**
     * All settings. {@link #of} gives those of PyTorch, to be changed one by one.
     *
     * @param slope of the leaky ReLU for negative numbers, from 0 to 1
     * @param epsilon what is added to variances
     * @param momentum how far the running averages move to the values of a batch, from 0 to 1
     * @param unbiased whether the running variance averages variances with a divisor of {@code n - 1}, as in PyTorch, or of
     *     {@code n}
     * @param frozen whether gain, shift and running averages are fixed, and taken in training too
     * @param gain what the gain starts with; 0 at the end of a residual branch lets a block start as its shortcut alone
     *     (Goyal et al. 2017)
     */
    public record Options(
            double slope, double epsilon, double momentum, boolean unbiased, boolean frozen, double gain) {

        public Options {
            if (!(slope >= 0 && slope <= 1)) {
                throw new IllegalArgumentException("the slope of a leaky ReLU must be from 0 to 1, not " + slope);
            }
            if (!(epsilon > 0) || !(momentum >= 0 && momentum <= 1)) {
                throw new IllegalArgumentException(
                        "batch normalization needs an epsilon above 0 and a momentum from 0 to" + " 1, not " + epsilon
                                + " and " + momentum);
            }
        }

        /** PyTorch's settings, and a ReLU behind or nothing. */
        public static Options of(Activation activation) {
            return switch (activation) {
                case IDENTITY -> of(1);
                case RELU -> of(0);
                default ->
                    throw new IllegalArgumentException("batch normalization's activation is IDENTITY or RELU, not "
                            + activation + "; add a layer for it");
            };
        }

        /** PyTorch's settings, and a leaky ReLU of the given slope behind. */
        public static Options of(double slope) {
            return new Options(slope, 1e-5, 0.1, true, false, 1);
        }

        public Options epsilon(double other) {
            return new Options(slope, other, momentum, unbiased, frozen, gain);
        }

        public Options momentum(double other) {
            return new Options(slope, epsilon, other, unbiased, frozen, gain);
        }

        public Options unbiased(boolean other) {
            return new Options(slope, epsilon, momentum, other, frozen, gain);
        }

        public Options frozen(boolean other) {
            return new Options(slope, epsilon, momentum, unbiased, other, gain);
        }

        public Options gain(double other) {
            return new Options(slope, epsilon, momentum, unbiased, frozen, other);
        }

        /** What running averages take in for a variance with a divisor of {@code n}. */
        double correction(double n) {
            return unbiased && n > 1 ? n / (n - 1) : 1;
        }
    }

    @JsonProperty
    private double slope;

    // What older models do not name has the values that it had then.

    @JsonProperty
    private double epsilon = 1e-5;

    @JsonProperty
    private double momentum = 0.1;

    @JsonProperty
    private boolean unbiased;

    @JsonProperty
    private boolean frozen;

    @JsonProperty
    private double gain = 1;

    private BatchNorm() {}

    public BatchNorm(Options options) {
        slope = options.slope();
        epsilon = options.epsilon();
        momentum = options.momentum();
        unbiased = options.unbiased();
        frozen = options.frozen();
        gain = options.gain();
        setGradientNormalization(GradientNormalization.None);
    }

    private Options options() {
        return new Options(slope, epsilon, momentum, unbiased, frozen, gain);
    }

    @Override
    protected long outputChannels(long channels) {
        return channels;
    }

    @Override
    protected boolean readsVolumes() {
        return true;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.bias(GAIN, gain, nIn),
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
        return frozen || running(parameter) ? new NoOp() : super.getUpdaterByParam(parameter);
    }

    @Override
    public List<Regularization> getRegularizationByParam(String parameter) {
        return frozen || running(parameter) ? List.of() : super.getRegularizationByParam(parameter);
    }

    private static boolean running(String parameter) {
        return parameter.equals(MEAN) || parameter.equals(VARIANCE);
    }

    @Override
    protected boolean needsResult() {
        return false;
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuBatchNorm((int) nIn, options());
    }

    @Override
    protected Kernel portableKernel() {
        return new VolumesAsImages(new PortableBatchNorm(options()));
    }

    @Override
    protected List<Object> settings() {
        return List.of(options());
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue x = graph.channelsFirst(inputs.get(0));
        String y = graph.add(
                "BatchNormalization",
                List.of(
                        x.name(),
                        graph.constant(parameters.get(GAIN)),
                        graph.constant(parameters.get(SHIFT)),
                        graph.constant(parameters.get(MEAN)),
                        graph.constant(parameters.get(VARIANCE))),
                OnnxAttribute.of("epsilon", epsilon));
        if (slope == 1) {
            return x.as(y);
        }
        return x.as(slope == 0 ? graph.add("Relu", y) : graph.add("LeakyRelu", y, OnnxAttribute.of("alpha", slope)));
    }
}
