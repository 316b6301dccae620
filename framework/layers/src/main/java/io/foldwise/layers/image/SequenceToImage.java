package io.foldwise.layers.image;

import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.StepwiseLayer;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Looks at sequences {@code [batch, time, channels]} as images {@code [batch, length, channels, 1]}, one row per step, and
 * takes the sigmoid of every element. Steps beyond {@code length} are cut; where steps are missing, or padding stands in
 * their place, a row is what the sigmoid makes of zeros: a half. So an image does not depend on how far its batch is padded.
 */
public final class SequenceToImage extends StepwiseLayer {

    @JsonProperty
    private int length;

    private SequenceToImage() {}

    /** @param length height of all images */
    public SequenceToImage(int length) {
        if (length < 1) {
            throw new IllegalArgumentException("an image needs at least one row, not " + length);
        }
        this.length = length;
    }

    int length() {
        return length;
    }

    @Override
    protected long outputSize(long channels) {
        return 1;
    }

    @Override
    protected boolean acceptsVectors() {
        return false;
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return InputType.convolutional(length, nIn, 1, CNN2DFormat.NHWC);
    }

    @Override
    protected long[] outputShape(long... input) {
        super.outputShape(input);
        return new long[] {input[0], length, nIn, 1};
    }

    @Override
    protected boolean endsSequence() {
        return true;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuSequenceToImage(length, (int) nIn);
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableSequenceToImage(length);
    }

    @Override
    protected List<Object> settings() {
        return List.of(length);
    }
}
