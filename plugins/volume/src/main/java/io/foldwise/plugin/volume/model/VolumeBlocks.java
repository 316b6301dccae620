package io.foldwise.plugin.volume.model;

import io.foldwise.layers.Network;
import io.foldwise.layers.image.Activation;
import io.foldwise.layers.image.BatchNorm;
import io.foldwise.layers.volume.VolumeConvolution;
import io.foldwise.layers.volume.VolumeNetwork;
import io.foldwise.layers.volume.VolumePooling;

/**
 * What networks for volumes have in common: a {@link VolumeNetwork} that knows how many channels its maps have. Convolutions have
 * a bias, before batch normalization too, as in the published networks.
 */
final class VolumeBlocks {

    private final VolumeNetwork volumes;

    /** @param block first part of the names of all vertices to come */
    VolumeBlocks(Network network, String block) {
        this(new VolumeNetwork(network, block));
    }

    private VolumeBlocks(VolumeNetwork volumes) {
        this.volumes = volumes;
    }

    VolumeBlocks within(String part) {
        return new VolumeBlocks(volumes.within(part));
    }

    VolumeNetwork volumes() {
        return volumes;
    }

    /** A convolution, batch normalization, and an activation or none. */
    VolumeMap convolution(VolumeMap x, VolumeConvolution.Options options, Activation activation) {
        String sums = volumes.convolution(x.vertex(), options.biased());
        return new VolumeMap(volumes.batchNorm(sums, BatchNorm.Options.of(activation)), options.filters());
    }

    VolumeMap maxPool(VolumeMap x) {
        return new VolumeMap(volumes.pool(x.vertex(), VolumePooling.Options.max(2)), x.channels());
    }

    /** Twice the depth, height and width: a transposed convolution, batch normalization, ReLU. */
    VolumeMap enlarged(VolumeMap x) {
        String larger = volumes.deconvolution(x.vertex(), x.channels(), 2);
        return new VolumeMap(volumes.batchNorm(larger, BatchNorm.Options.of(Activation.RELU)), x.channels());
    }

    VolumeMap concat(VolumeMap first, VolumeMap second) {
        return new VolumeMap(volumes.concat(first.vertex(), second.vertex()), first.channels() + second.channels());
    }

    /**
     * Residual blocks of two convolutions of 3 x 3 x 3, each with batch normalization, and ReLU after the first and after the sum. The
     * first block's shortcut has a convolution of 1 x 1 x 1 where it changes the number of channels. Names go on with the block's
     * number, from 0.
     */
    VolumeMap residual(VolumeMap x, int channels, int blocks) {
        VolumeMap y = x;
        for (int number = 0; number < blocks; number++) {
            y = within(Integer.toString(number)).residual(y, channels);
        }
        return y;
    }

    private VolumeMap residual(VolumeMap x, int channels) {
        VolumeConvolution.Options cube = VolumeConvolution.Options.of(channels, 3);
        VolumeMap inner = convolution(x, cube, Activation.RELU);
        VolumeMap branch = convolution(inner, cube, Activation.IDENTITY);
        VolumeMap shortcut = x.channels() == channels
                ? x
                : within("shortcut").convolution(x, VolumeConvolution.Options.of(channels, 1), Activation.IDENTITY);
        return new VolumeMap(volumes.sumRelu(branch.vertex(), shortcut.vertex()), channels);
    }
}
