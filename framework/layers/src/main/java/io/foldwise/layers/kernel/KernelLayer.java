package io.foldwise.layers.kernel;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Configuration of a layer of our own: it declares its parameters, its shapes and its two kernels, and everything that
 * Deeplearning4j wants besides is here and in {@link KernelLayerRuntime}.
 *
 * <p>Sequences are {@code [batch, time, channels]}; a mask is {@code [batch, time]}, right-padded, and a layer's result
 * for a sequence never depends on how far it is padded. A length of the time axis is never part of a configuration or a
 * parameter, so it may change from batch to batch.
 *
 * <p>A saved model names the class, the settings and the parameters of every layer in it: renaming one makes older models
 * unreadable. Settings of a subclass are fields annotated with {@code @JsonProperty}; a constructor without arguments,
 * private if you like, lets them be read back. Input dropout and weight noise of Deeplearning4j are refused.
 */
public abstract class KernelLayer extends FeedForwardLayer {

    @JsonProperty
    private boolean readsData;

    /** Leaves what may come from the network's configuration unset, so that it is taken over from there. */
    protected KernelLayer() {
        setGradientNormalization(null);
        setGradientNormalizationThreshold(Double.NaN);
        setBiasInit(Double.NaN);
        setGainInit(Double.NaN);
    }

    /** The trainable arrays, in their order in memory. */
    public abstract List<Parameter> parameters();

    /** The kernel for single precision on the CPU; its class must not be touched before this call. */
    protected abstract Kernel cpuKernel();

    protected abstract Kernel portableKernel();

    /** The shape of the output for an input of the given shape. */
    protected abstract long[] outputShape(long... input);

    /** The same, where it follows from what the input holds. */
    protected long[] outputShapeOf(INDArray input) {
        return outputShape(input.shape());
    }

    /** Whether the output has no time axis any more, so that masks end here. */
    protected abstract boolean endsSequence();

    /** Whether the output is {@code [batch, time, channels]} where the input is. */
    public final boolean keepsSequence() {
        return !endsSequence();
    }

    /** Length of the time axis of an input; 1 for a batch of vectors. */
    protected int timeSteps(INDArray input) {
        return input.rank() == 3 ? (int) input.size(1) : 1;
    }

    /** How many steps of a sequence become one, where the output has a time axis; the last one may be of fewer steps. */
    protected int stepsPerStep() {
        return 1;
    }

    /** Whether a parameter's gradient is a sum over the batch, to be averaged before the updater sees it. */
    protected boolean dividesByBatch(String parameter) {
        return true;
    }

    /** Whether the input is the network's own, so that nobody asks for its gradient, and there is none. */
    public final boolean readsData() {
        return readsData;
    }

    /** To be called while the network is built; {@link io.foldwise.layers.Network} does. */
    public final void setReadsData(boolean reads) {
        readsData = reads;
    }

    /** Whether a backward pass looks at what the forward pass gave; or else others may work in that array. */
    protected boolean needsResult() {
        return true;
    }

    /** What tells two layers of the same class apart besides Deeplearning4j's own settings: for equality. */
    protected List<Object> settings() {
        return List.of();
    }

    @Override
    public final Layer instantiate(
            NeuralNetConfiguration configuration,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType type) {
        refuse(getIDropout(), "input dropout", "add a dropout layer before this one");
        refuse(getWeightNoise(), "weight noise", "remove it");
        KernelLayerRuntime runtime = new KernelLayerRuntime(configuration, type);
        runtime.setListeners(listeners);
        runtime.setIndex(index);
        runtime.setParamsViewArray(parameters);
        runtime.setParamTable(initializer().init(configuration, parameters, initialize));
        runtime.setConf(configuration);
        return runtime;
    }

    private void refuse(Object setting, String what, String remedy) {
        if (setting != null) {
            throw new IllegalStateException(
                    "layer " + getLayerName() + ": " + what + " is not supported here; " + remedy);
        }
    }

    @Override
    public final ParamInitializer initializer() {
        return ParameterLayout.INSTANCE;
    }

    /** Sequences and vectors are taken as they are. */
    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
        return null;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        long parameters = initializer().numParams(this);
        return new LayerMemoryReport.Builder(getLayerName(), getClass(), inputType, getOutputType(0, inputType))
                .standardMemory(
                        parameters, getIUpdater() == null ? 0 : getIUpdater().stateSize(parameters))
                .workingMemory(0, 0, 0, 0)
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && getClass() == other.getClass()
                && settings().equals(((KernelLayer) other).settings());
    }

    @Override
    protected boolean canEqual(Object other) {
        return other instanceof KernelLayer;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), getClass(), settings());
    }
}
