package io.foldwise.layers.image;

import io.foldwise.layers.Network;
import io.foldwise.layers.dense.Dense;
import java.util.Locale;
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

    /** Signals {@code [batch, time, channels]}, without padding, as images of one row {@code [batch, 1, time, channels]}. */
    public String fromSignal(String signal) {
        return network.add(block + "-image", new SignalToImage(false), signal);
    }

    /**
     * Every channel of signals {@code [batch, time, channels]} as an image of one row: {@code [batch * channels, 1, time, 1]}.
     * {@link #groupRows} brings them together again.
     */
    public String fromSignalChannels(String signal) {
        return network.add(block + "-image", new SignalToImage(true), signal);
    }

    /** Images of one row {@code [batch, 1, time, channels]} as signals {@code [batch, time, channels]}. */
    public String toSignal(String x) {
        return network.add(block + "-signal", new ImageToSignal(), x);
    }

    /** Images of one row as the rows of images: {@code [batch * rows, 1, width, channels]} to {@code [batch, rows, width, channels]}. */
    public String groupRows(String x, int rows) {
        return network.add(block + "-rows", new GroupRows(rows), x);
    }

    /** Convolution without bias, batch normalization, leaky ReLU of slope 0.3. */
    public String convBn(String x, int channels, int kernelHeight, int kernelWidth) {
        return convBn(x, channels, kernelHeight, kernelWidth, 1);
    }

    /** The same, with height and width divided by {@code stride}, and framed as TensorFlow does. */
    public String convBn(String x, int channels, int kernelHeight, int kernelWidth, int stride) {
        Convolution.Options options = Convolution.Options.of(channels, kernelHeight, kernelWidth);
        String y = convolution(x, options.stride(stride).same());
        return batchNorm(y, BatchNorm.Options.of(LEAK).unbiased(false));
    }

    /** A convolution: {@code [batch, height, width, channels]} to {@code [batch, rows, columns, filters]}. */
    public String convolution(String x, Convolution.Options options) {
        return network.add(block + "-convolution", new Convolution(options), x);
    }

    /** A transposed convolution, which enlarges. */
    public String transposedConvolution(String x, TransposedConvolution.Options options) {
        return network.add(block + "-transposed-convolution", new TransposedConvolution(options), x);
    }

    /** Batch normalization, and its activation. */
    public String batchNorm(String x, BatchNorm.Options options) {
        return network.add(block + "-batch-norm", new BatchNorm(options), x);
    }

    /** An activation for images or vectors; gives back what it got for {@code IDENTITY}. */
    public String activation(String x, Activation activation) {
        return activation == Activation.IDENTITY
                ? x
                : network.add(block + "-" + activation.name().toLowerCase(Locale.ROOT), new Activate(activation), x);
    }

    /** The activation Mish. */
    public String mish(String x) {
        return network.add(block + "-mish", new Mish(), x);
    }

    /** The sum of images of equal shape. */
    public String sum(String... images) {
        return network.add(block + "-sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), images);
    }

    /** The sum of images of equal shape, and a ReLU in one go. */
    public String sumRelu(String... images) {
        return network.add(block + "-sum-relu", new Sum(Activation.RELU), images);
    }

    /** The larger value at every place of two images of equal shape. */
    public String maximum(String first, String second) {
        return network.add(block + "-maximum", new Maximum(), first, second);
    }

    /**
     * Images times a gate: {@code [batch, channels]} or {@code [batch, 1, 1, channels]} for channels,
     * {@code [batch, height, width, 1]} for pixels.
     */
    public String gate(String images, String gate) {
        return network.add(block + "-gate", new Gate(), images, gate);
    }

    /** Images of equal height and width with their channels one after another. */
    public String concat(String... images) {
        return network.add(block + "-concat", new MergeVertex(), images);
    }

    /**
     * A decoder's map and the encoder's one of that resolution, with their channels one after another. Where the map is
     * larger, since an odd size was halved and doubled again, its last row and column are left out.
     */
    public String concatSkip(String map, String skip) {
        return network.add(block + "-concat", new Concat(true), map, skip);
    }

    /** Enlarges images by a whole factor. */
    public String upsample(String x, int factor, Interpolation interpolation) {
        return network.add(block + "-upsampling", new Upsampling(factor, interpolation), x);
    }

    /** Enlarges images to the height and width of others, whatever they are. */
    public String upsampleTo(String x, String size, Interpolation interpolation) {
        return network.add(block + "-upsampling", new UpsamplingTo(interpolation), x, size);
    }

    /** Maxima or means of windows. */
    public String pool(String x, ImagePooling.Options options) {
        String kind = options.reduction() == ImagePooling.Reduction.MAX ? "max" : "average";
        return network.add(block + "-" + kind + "-pool", new ImagePooling(options), x);
    }

    /** The mean of every channel: images to vectors {@code [batch, channels]}. */
    public String globalMean(String x) {
        return global(x, ImagePooling.Reduction.MEAN, false);
    }

    /** The largest value of every channel: images to vectors {@code [batch, channels]}. */
    public String globalMax(String x) {
        return global(x, ImagePooling.Reduction.MAX, false);
    }

    /** The mean of every channel as images of one pixel {@code [batch, 1, 1, channels]}. */
    public String globalMeanImage(String x) {
        return global(x, ImagePooling.Reduction.MEAN, true);
    }

    /** The largest value of every channel as images of one pixel {@code [batch, 1, 1, channels]}. */
    public String globalMaxImage(String x) {
        return global(x, ImagePooling.Reduction.MAX, true);
    }

    private String global(String x, ImagePooling.Reduction reduction, boolean image) {
        String kind = reduction == ImagePooling.Reduction.MAX ? "max" : "mean";
        return network.add(block + "-global-" + kind, new GlobalPooling(reduction, image), x);
    }

    /** The mean and the largest value of every pixel's channels: {@code [batch, height, width, 2]}. */
    public String channelMeanMax(String x) {
        return network.add(block + "-channel-pooling", new ChannelPooling(), x);
    }

    /** In training, drops single values of images; a rate of 0 adds nothing. */
    public String dropout(String x, double rate) {
        return rate == 0 ? x : network.add(block + "-dropout", new ImageDropout(rate, false), x);
    }

    /** In training, drops whole channels of images; a rate of 0 adds nothing. */
    public String spatialDropout(String x, double rate) {
        return rate == 0 ? x : network.add(block + "-dropout-channel", new ImageDropout(rate, true), x);
    }

    /** A linear map of vectors {@code [batch, channels]}, and an activation. */
    public String dense(String vector, int width, Activation activation) {
        Dense.Activation inner = activation == Activation.RELU ? Dense.Activation.RELU : Dense.Activation.IDENTITY;
        String y = network.add(block + "-dense", new Dense(width, inner), vector);
        return activation == Activation.RELU ? y : activation(y, activation);
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
