package io.foldwise.layers.volume;

import io.foldwise.layers.Network;
import io.foldwise.layers.dense.Dense;
import io.foldwise.layers.image.Activate;
import io.foldwise.layers.image.Activation;
import io.foldwise.layers.image.BatchNorm;
import io.foldwise.layers.image.Concat;
import io.foldwise.layers.image.GlobalPooling;
import io.foldwise.layers.image.ImageDropout;
import io.foldwise.layers.image.ImagePooling.Reduction;
import io.foldwise.layers.image.Sum;
import java.util.Locale;

/**
 * Writes blocks for volumes {@code [batch, depth, height, width, channels]} into a network, as
 * {@link io.foldwise.layers.image.ImageNetwork} does for images: every method takes the names of vertices and returns the name of
 * the last vertex it added. Names begin with the name of the larger block that they are part of.
 */
public final class VolumeNetwork {

    private final Network network;
    private final String block;

    /** @param block first part of the names of all vertices to come */
    public VolumeNetwork(Network network, String block) {
        this.network = network;
        this.block = block;
    }

    /** A part of this block: names of its vertices begin with the block's name and the part's. */
    public VolumeNetwork within(String part) {
        return new VolumeNetwork(network, block + "-" + part);
    }

    /** A convolution: {@code [batch, depth, height, width, channels]} to {@code [batch, planes, rows, columns, filters]}. */
    public String convolution(String x, VolumeConvolution.Options options) {
        return network.add(block + "-convolution", new VolumeConvolution(options), x);
    }

    /** A transposed convolution that enlarges by a whole factor. */
    public String deconvolution(String x, int filters, int factor) {
        return network.add(block + "-deconvolution", new VolumeDeconvolution(filters, factor), x);
    }

    /** Batch normalization, and its activation. */
    public String batchNorm(String x, BatchNorm.Options options) {
        return network.add(block + "-batch-norm", new BatchNorm(options), x);
    }

    /** An activation; gives back what it got for {@code IDENTITY}. */
    public String activation(String x, Activation activation) {
        return activation == Activation.IDENTITY
                ? x
                : network.add(block + "-" + activation.name().toLowerCase(Locale.ROOT), new Activate(activation), x);
    }

    /** Maxima or means of cubes. */
    public String pool(String x, VolumePooling.Options options) {
        String kind = options.reduction() == Reduction.MAX ? "max" : "average";
        return network.add(block + "-" + kind + "-pool", new VolumePooling(options), x);
    }

    /** The channels from some one on. */
    public String channelsFrom(String x, int from) {
        return network.add(block + "-channels", new ChannelsFrom(from), x);
    }

    /** The sum of volumes of equal shape. */
    public String sum(String... volumes) {
        return network.add(block + "-sum", new Sum(Activation.IDENTITY), volumes);
    }

    /** The sum of volumes of equal shape, and a ReLU in one go. */
    public String sumRelu(String... volumes) {
        return network.add(block + "-sum-relu", new Sum(Activation.RELU), volumes);
    }

    /** Volumes of equal depth, height and width with their channels one after another. */
    public String concat(String... volumes) {
        return network.add(block + "-concat", new Concat(false), volumes);
    }

    /** In training, drops single values; a rate of 0 adds nothing. */
    public String dropout(String x, double rate) {
        return rate == 0 ? x : network.add(block + "-dropout", new ImageDropout(rate, false), x);
    }

    /** In training, drops whole channels of volumes; a rate of 0 adds nothing. */
    public String spatialDropout(String x, double rate) {
        return rate == 0 ? x : network.add(block + "-dropout-channel", new ImageDropout(rate, true), x);
    }

    /** The mean of every channel: volumes to vectors {@code [batch, channels]}. */
    public String globalMean(String x) {
        return network.add(block + "-global-mean", new GlobalPooling(Reduction.MEAN, false), x);
    }

    /** A linear map of vectors {@code [batch, channels]}. */
    public String dense(String vector, int width) {
        return network.add(block + "-dense", new Dense(width, Dense.Activation.IDENTITY), vector);
    }
}
