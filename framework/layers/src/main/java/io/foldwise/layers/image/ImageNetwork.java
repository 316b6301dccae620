package io.foldwise.layers.image;

import io.foldwise.layers.Network;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;

/**
 * Writes blocks for images {@code [batch, height, width, channels]} into a network, as {@link Network} does for sequences:
 * every method takes the names of vertices and returns the name of the last vertex it added. Names begin with the name of
 * the larger block that they are part of.
 */
public final class ImageNetwork {

    private static final double LEAK = 0.3;
    private static final int REDUCTION = 16;

    private final Network network;
    private final String block;

    /** @param block first part of the names of all vertices to come */
    public ImageNetwork(Network network, String block) {
        this.network = network;
        this.block = block;
    }

    /**
     * Sequences {@code [batch, time, channels]} to images {@code [batch, length, channels, 1]} of numbers between 0 and 1,
     * whatever the sequences' lengths are.
     */
    public String fromSequence(String sequence, int length) {
        return network.add(block + "-image", new SequenceToImage(length), sequence);
    }

    /** Convolution without bias, batch normalization, leaky ReLU of slope 0.3. */
    public String convBn(String x, int channels, int kernelHeight, int kernelWidth) {
        return convBn(x, channels, kernelHeight, kernelWidth, 1);
    }

    /** The same, with height and width divided by {@code stride}. */
    public String convBn(String x, int channels, int kernelHeight, int kernelWidth, int stride) {
        Convolution convolution = new Convolution(channels, kernelHeight, kernelWidth, stride);
        String y = network.add(block + "-convolution", convolution, x);
        return network.add(block + "-batch-norm", new BatchNorm(LEAK), y);
    }

    /** The activation Mish. */
    public String mish(String x) {
        return network.add(block + "-mish", new Mish(), x);
    }

    /** The sum of images of equal shape. */
    public String sum(String... images) {
        return network.add(block + "-sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), images);
    }

    /** Images of equal height and width with their channels one after another. */
    public String concat(String... images) {
        return network.add(block + "-concat", new MergeVertex(), images);
    }

    /** The mean of every window of {@code size} times {@code size} elements, one beside the other. */
    public String averagePool(String x, int size) {
        SubsamplingLayer pooling = new SubsamplingLayer.Builder(PoolingType.AVG)
                .kernelSize(size, size)
                .stride(size, size)
                .dataFormat(CNN2DFormat.NHWC)
                .build();
        return network.add(block + "-average-pool", pooling, x);
    }

    /** Residual blocks {@code x + mish(convBn 3x3 (mish(convBn 1x1 (x))))}. */
    public String resBlocks(String x, int channels, int blocks) {
        String y = x;
        for (int i = 0; i < blocks; i++) {
            String inner = mish(convBn(y, channels, 1, 1));
            y = sum(y, mish(convBn(inner, channels, 3, 3)));
        }
        return y;
    }

    /**
     * An encoder that keeps the image's shape: long thin convolutions, residual blocks, shorter thin convolutions, the sum
     * of both, coordinate attention.
     *
     * @param channels number of channels of {@code x} and of the result; up to four times as many in between
     * @param blocks number of residual blocks
     */
    public String convEncoder(String x, int channels, int blocks) {
        String far = thinConvolutions(x, channels, 9);
        String near = thinConvolutions(resBlocks(far, channels, blocks), channels, 7);
        return coordinateAttention(mish(sum(near, far)));
    }

    private String thinConvolutions(String x, int channels, int kernel) {
        String wide = convBn(x, 2 * channels, 1, kernel);
        String high = convBn(wide, 4 * channels, kernel, 1);
        return convBn(high, channels, 1, 1);
    }

    /** Coordinate attention with a reduction of 16, to two channels at least. */
    public String coordinateAttention(String x) {
        return network.add(block + "-coordinate-attention", new CoordinateAttention(REDUCTION), x);
    }

    /** Images of a known shape as vectors {@code [batch, height * width * channels]}. */
    public String flatten(String x, int height, int width, int channels) {
        CnnToFeedForwardPreProcessor flatten =
                new CnnToFeedForwardPreProcessor(height, width, channels, CNN2DFormat.NHWC);
        return network.add(block + "-flatten", new PreprocessorVertex(flatten), x);
    }
}
