package io.foldwise.plugin.image.model.block;

import io.foldwise.layers.Network;
import io.foldwise.layers.image.Activation;
import io.foldwise.layers.image.BatchNorm;
import io.foldwise.layers.image.Convolution;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;

/** Writes blocks of a network for images into a graph. Names of vertices begin with the name of the larger block around. */
public final class ImageBlocks {

    private final Network network;
    private final String block;

    /** @param block first part of the names of all vertices to come */
    public ImageBlocks(Network network, String block) {
        this.network = network;
        this.block = block;
    }

    /** Two convolutions of 3 x 3, each with batch normalization and ReLU. */
    public FeatureMap twoConvolutions(FeatureMap x, int channels) {
        return convolution(convolution(x, channels), channels);
    }

    /** A convolution of 3 x 3, batch normalization and ReLU. */
    public FeatureMap convolution(FeatureMap x, int channels) {
        Convolution convolution =
                new Convolution(Convolution.Options.of(channels, 3).start(Convolution.Start.HE_FAN_IN));
        String y = network.add(block + "-convolution", convolution, x.vertex());
        return new FeatureMap(
                network.add(block + "-batch-norm", new BatchNorm(BatchNorm.Options.of(Activation.RELU)), y),
                channels,
                x.stride());
    }

    /** The largest of every 2 x 2 elements. */
    public FeatureMap maxPool(FeatureMap x) {
        SubsamplingLayer pooling = new SubsamplingLayer.Builder(PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .dataFormat(CNN2DFormat.NHWC)
                .build();
        String y = network.add(block + "-max-pool", pooling, x.vertex());
        return new FeatureMap(y, x.channels(), 2 * x.stride());
    }

    /** Every element as 2 x 2 of them. */
    public FeatureMap upsample(FeatureMap x) {
        Upsampling2D upsampling =
                new Upsampling2D.Builder(2).dataFormat(CNN2DFormat.NHWC).build();
        return new FeatureMap(network.add(block + "-upsample", upsampling, x.vertex()), x.channels(), x.stride() / 2);
    }

    /** The channels of one map after those of another. */
    public FeatureMap concat(FeatureMap first, FeatureMap second) {
        String y = network.add(block + "-concat", new MergeVertex(), first.vertex(), second.vertex());
        return new FeatureMap(y, first.channels() + second.channels(), first.stride());
    }
}
