package io.foldwise.plugin.image.model.block;

import io.foldwise.layers.Network;
import io.foldwise.layers.image.Activation;
import io.foldwise.layers.image.BatchNorm;
import io.foldwise.layers.image.Convolution;
import io.foldwise.layers.image.Convolution.Start;
import io.foldwise.layers.image.ImageNetwork;
import io.foldwise.layers.image.ImagePooling;
import io.foldwise.layers.image.Interpolation;
import org.deeplearning4j.nn.conf.graph.StackVertex;
import org.deeplearning4j.nn.conf.graph.UnstackVertex;
import org.deeplearning4j.nn.weights.WeightInitConstant;

/**
 * Writes what encoders and decoders have in common: an {@link ImageNetwork} that knows how many channels its maps have. Names of
 * vertices begin with the name of the larger block around.
 *
 * <p>Convolutions start as He et al. (2015) propose: normal, with variance {@code 2 / outputs} where normalization follows, as in
 * the published ResNets, and {@code 2 / inputs} where none does.
 */
public final class ImageBlocks {

    private final Network network;
    private final ImageNetwork images;
    private final String block;

    /** @param block first part of the names of all vertices to come */
    public ImageBlocks(Network network, String block) {
        this.network = network;
        this.images = new ImageNetwork(network, block);
        this.block = block;
    }

    /** A part of this block: names of its vertices begin with the block's name and the part's. */
    public ImageBlocks within(String part) {
        return new ImageBlocks(network, block + "-" + part);
    }

    /** Layers that have no method here. */
    public ImageNetwork images() {
        return images;
    }

    /** A convolution with bias, and ReLU. */
    public FeatureMap convolution(FeatureMap x, Convolution.Options options) {
        return convolution(x, options, Normalization.NONE, Activation.RELU);
    }

    /**
     * A convolution, normalization and an activation.
     *
     * @param options of the convolution, without bias, activation and start
     */
    public FeatureMap convolution(
            FeatureMap x, Convolution.Options options, Normalization normalization, Activation activation) {
        int stride = x.stride() * options.stride();
        boolean inside = activation == Activation.RELU || activation == Activation.IDENTITY;
        Activation inner = inside ? activation : Activation.IDENTITY;
        String y = normalization == Normalization.NONE
                ? images.convolution(
                        x.vertex(), options.biased().activation(inner).start(Start.HE_FAN_IN))
                : images.batchNorm(
                        images.convolution(x.vertex(), options.start(Start.HE_FAN_OUT)),
                        BatchNorm.Options.of(inner).frozen(normalization == Normalization.FROZEN_BATCH_NORM));
        return new FeatureMap(inside ? y : images.activation(y, activation), options.filters(), stride);
    }

    /**
     * The last convolution of a residual branch, without activation. Where nothing normalizes the branch it starts at zero, as
     * sums of many branches would grow beyond all bounds otherwise (Zhang, Dauphin, Ma: Fixup initialization, 2019). Frozen batch
     * normalization normalizes nothing unless weights of a file say what.
     */
    public FeatureMap lastConvolution(FeatureMap x, Convolution.Options options, Normalization normalization) {
        if (normalization == Normalization.BATCH_NORM) {
            return convolution(x, options, normalization, Activation.IDENTITY);
        }
        boolean biased = normalization == Normalization.NONE;
        Convolution convolution = new Convolution((biased ? options.biased() : options).start(Start.NETWORK));
        convolution.setWeightInitFn(new WeightInitConstant(0));
        String y = network.add(block + "-convolution", convolution, x.vertex());
        if (!biased) {
            y = images.batchNorm(y, BatchNorm.Options.of(Activation.IDENTITY).frozen(true));
        }
        return new FeatureMap(y, options.filters(), x.stride() * options.stride());
    }

    /** Two convolutions of 3 x 3, each with normalization and ReLU. */
    public FeatureMap twoConvolutions(FeatureMap x, int channels, Normalization normalization) {
        Convolution.Options options = Convolution.Options.of(channels, 3);
        FeatureMap y = convolution(x, options, normalization, Activation.RELU);
        return convolution(y, options, normalization, Activation.RELU);
    }

    /** The largest of every 2 x 2 elements; of what is left at the edges of an odd size, too. */
    public FeatureMap maxPool(FeatureMap x) {
        return pool(x, ImagePooling.Options.max(2).ceil(true));
    }

    /** Any pooling. */
    public FeatureMap pool(FeatureMap x, ImagePooling.Options options) {
        return new FeatureMap(images.pool(x.vertex(), options), x.channels(), x.stride() * options.stride());
    }

    /** Twice the height and width. */
    public FeatureMap upsample(FeatureMap x, Interpolation interpolation) {
        return upsample(x, 2, interpolation);
    }

    /** The height and width times a factor; gives back what it got for 1. */
    public FeatureMap upsample(FeatureMap x, int factor, Interpolation interpolation) {
        return factor == 1
                ? x
                : new FeatureMap(images.upsample(x.vertex(), factor, interpolation), x.channels(), x.stride() / factor);
    }

    /** A decoder's map beside the encoder's one of that resolution, whose size it is cut to where that is odd. */
    public FeatureMap concatSkip(FeatureMap map, FeatureMap skip) {
        return new FeatureMap(
                images.concatSkip(map.vertex(), skip.vertex()), map.channels() + skip.channels(), map.stride());
    }

    /** A residual sum, and ReLU. */
    public FeatureMap sumRelu(FeatureMap branch, FeatureMap shortcut) {
        return new FeatureMap(images.sumRelu(branch.vertex(), shortcut.vertex()), branch.channels(), branch.stride());
    }

    /**
     * Squeeze and excitation (Hu, Shen, Sun, 2017): channels times
     * {@code sigmoid(dense (relu (dense (mean of each channel))))}.
     *
     * @param squeezed channels between the two linear maps
     */
    public FeatureMap squeezeExcite(FeatureMap x, int squeezed, Activation between) {
        String y = images.dense(images.globalMean(x.vertex()), squeezed, between);
        String gate = images.dense(y, x.channels(), Activation.SIGMOID);
        return new FeatureMap(images.gate(x.vertex(), gate), x.channels(), x.stride());
    }

    /**
     * The channel gate of CBAM (Woo et al. 2018), {@code sigmoid(f(mean of each channel) + f(largest of each channel))}. The two
     * linear maps of {@code f} see both as one batch of twice the size, so that they are the same for both.
     *
     * @param squeezed channels between the two linear maps
     * @return the vertex that gives {@code [batch, channels]}
     */
    public String sharedGate(FeatureMap x, int squeezed) {
        String both = network.add(
                block + "-stack", new StackVertex(), images.globalMean(x.vertex()), images.globalMax(x.vertex()));
        String y = images.dense(images.dense(both, squeezed, Activation.RELU), x.channels(), Activation.IDENTITY);
        String mean = network.add(block + "-unstack", new UnstackVertex(0, 2), y);
        String largest = network.add(block + "-unstack", new UnstackVertex(1, 2), y);
        return images.activation(images.sum(mean, largest), Activation.SIGMOID);
    }
}
