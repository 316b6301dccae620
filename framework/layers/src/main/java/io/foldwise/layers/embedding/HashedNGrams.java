package io.foldwise.layers.embedding;

import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.KernelLayer;
import io.foldwise.layers.kernel.Parameter;
import java.util.List;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Numbers every run of neighbouring tokens, by a hash (Joulin et al. 2017, "Bag of Tricks for Efficient Text Classification"): ids
 * {@code [batch, time]} to ids {@code [batch, time]} from 0 to {@code buckets - 1}, for an {@link Embedding} to look up. A step
 * gets the number of the run that ends there; before a sequence's first token stands one that says so. Different runs may share a
 * bucket.
 */
public final class HashedNGrams extends KernelLayer {

    /** Numbers up to here are exact in single precision. */
    private static final int MOST_BUCKETS = 1 << 24;

    @JsonProperty
    private int length;

    @JsonProperty
    private int buckets;

    private HashedNGrams() {}

    /**
     * @param length tokens of a run
     * @param buckets how many different numbers there are
     */
    public HashedNGrams(int length, int buckets) {
        if (length < 1 || buckets < 1 || buckets > MOST_BUCKETS) {
            throw new IllegalArgumentException("n-grams need a length of at least 1 and 1 to " + MOST_BUCKETS
                    + " buckets, got " + length + " and " + buckets);
        }
        this.length = length;
        this.buckets = buckets;
        setNIn(1);
        setNOut(1);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    protected Kernel cpuKernel() {
        return portableKernel();
    }

    @Override
    protected Kernel portableKernel() {
        return new HashKernel(length, buckets);
    }

    @Override
    protected List<Object> settings() {
        return List.of(length, buckets);
    }

    @Override
    protected int timeSteps(INDArray input) {
        if (input.rank() != 2) {
            throw new IllegalArgumentException("layer " + getLayerName()
                    + ": token ids must have the shape [batch, time], got rank " + input.rank());
        }
        return (int) input.size(1);
    }

    @Override
    protected long[] outputShape(long... input) {
        return input.clone();
    }

    @Override
    protected boolean endsSequence() {
        return false;
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {}

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return InputType.recurrent(1, RNNFormat.NWC);
    }
}
