package io.foldwise.plugin.signal.model;

import io.foldwise.layers.Network;
import io.foldwise.layers.image.Activation;
import io.foldwise.layers.image.BatchNorm;
import io.foldwise.layers.image.Convolution;
import io.foldwise.layers.image.Convolution.Start;
import io.foldwise.layers.image.ImageNetwork;
import io.foldwise.layers.image.ImagePooling;

/**
 * Writes what networks for signals have in common, on images of one row {@code [batch, 1, time, channels]}. Every method takes
 * the name of a vertex and returns the name of the last one that it added. Convolutions start as He et al. (2015) propose, normal
 * with variance {@code 2 / inputs}.
 */
final class SignalBlocks {

    private final Network network;
    private final String block;
    private final ImageNetwork images;

    /** @param block first part of the names of all vertices to come */
    SignalBlocks(Network network, String block) {
        this.network = network;
        this.block = block;
        this.images = new ImageNetwork(network, block);
    }

    /** A part of this block: names of its vertices begin with the block's name and the part's. */
    SignalBlocks within(String part) {
        return new SignalBlocks(network, block + "-" + part);
    }

    /** Layers that have no method here. */
    ImageNetwork images() {
        return images;
    }

    /** A convolution over time without anything behind it; an odd kernel and a stride of 1 keep the length. */
    String convolution(String x, int filters, int kernel, int stride) {
        Convolution.Options options = Convolution.Options.of(filters, 1, kernel);
        return images.convolution(x, options.stride(stride).start(Start.HE_FAN_IN));
    }

    /** A convolution over time, batch normalization, and ReLU or nothing. */
    String convolution(String x, int filters, int kernel, int stride, Activation activation) {
        return images.batchNorm(convolution(x, filters, kernel, stride), BatchNorm.Options.of(activation));
    }

    /**
     * The end of a residual branch: a convolution over time, and batch normalization.
     *
     * @param zeroStart whether its gain starts at 0, so that the block starts as its shortcut alone
     */
    String lastConvolution(String x, int filters, int kernel, boolean zeroStart) {
        return images.batchNorm(
                convolution(x, filters, kernel, 1),
                BatchNorm.Options.of(Activation.IDENTITY).gain(zeroStart ? 0 : 1));
    }

    /**
     * The branch of a residual block: two convolutions over time, the first with the stride and a ReLU, the second with neither.
     *
     * @param zeroStart as in {@link #lastConvolution}
     */
    String twoConvolutions(String x, int channels, int kernel, int stride, boolean zeroStart) {
        String y = within("0").convolution(x, channels, kernel, stride, Activation.RELU);
        return within("1").lastConvolution(y, channels, kernel, zeroStart);
    }

    /** What goes past a residual branch whose stride is 1 or 2: the input, or the mean of every two of its steps. */
    String shortcut(String x, int stride) {
        return stride == 1 ? x : within("shortcut").meanOfPairs(x);
    }

    /** The largest of every three steps, {@code stride} apart. */
    String maxPool(String x, int stride) {
        return images.pool(x, ImagePooling.Options.max(3).stride(stride).padding(1));
    }

    /** The mean of every two steps; at an odd end, of what is left. */
    String meanOfPairs(String x) {
        return images.pool(x, ImagePooling.Options.mean(2).ceil(true));
    }
}
