package io.foldwise.layers.image;

import io.foldwise.layers.kernel.ImageLayer;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A convolution without bias: {@code [batch, height, width, channels]} to
 * {@code [batch, ceil(height / stride), ceil(width / stride), filters]}. The input is framed with zeros so that a kernel
 * stands on every element; where the frame cannot be even, there is more of it at the lower right.
 *
 * <p>Parameter: {@code weights [kernel height, kernel width, channels, filters]}.
 *
 * <p>In place of Deeplearning4j's {@code ConvolutionLayer}, which in 1.0.0-M2.1 does not find its oneDNN helper any more and
 * takes 40 times as long.
 */
public final class Convolution extends ImageLayer {

    static final String WEIGHTS = "weights";

    @JsonProperty
    private int filters;

    @JsonProperty
    private int kernelHeight;

    @JsonProperty
    private int kernelWidth;

    @JsonProperty
    private int stride;

    private Convolution() {}

    public Convolution(int filters, int kernelHeight, int kernelWidth, int stride) {
        if (filters < 1 || kernelHeight < 1 || kernelWidth < 1 || stride < 1) {
            throw new IllegalArgumentException(
                    "a convolution needs filters, kernel sides and stride of at least 1, not " + filters + ", "
                            + kernelHeight + " x " + kernelWidth + " and " + stride);
        }
        this.filters = filters;
        this.kernelHeight = kernelHeight;
        this.kernelWidth = kernelWidth;
        this.stride = stride;
    }

    @Override
    protected long outputChannels(long channels) {
        return filters;
    }

    @Override
    protected long outputSize(long size) {
        return (size + stride - 1) / stride;
    }

    @Override
    public List<Parameter> parameters() {
        long positions = (long) kernelHeight * kernelWidth;
        return List.of(
                Parameter.weight(WEIGHTS, positions * nIn, positions * nOut, kernelHeight, kernelWidth, nIn, nOut));
    }

    @Override
    protected Kernel cpuKernel() {
        boolean pointwise = kernelHeight == 1 && kernelWidth == 1 && stride == 1;
        return pointwise
                ? new CpuPointwiseConvolution((int) nIn, (int) nOut)
                : new CpuConvolution(new OperationConvolution(kernelHeight, kernelWidth, stride));
    }

    @Override
    protected Kernel portableKernel() {
        return new OperationConvolution(kernelHeight, kernelWidth, stride);
    }

    @Override
    protected List<Object> settings() {
        return List.of(filters, kernelHeight, kernelWidth, stride);
    }
}
