package io.foldwise.plugin.image.model.encoder;

import io.foldwise.layers.image.Activation;
import io.foldwise.layers.image.Convolution;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.plugin.image.model.block.ImageBlocks;
import io.foldwise.plugin.image.model.block.Normalization;

/** What goes past a residual branch: the input, or a convolution of 1 x 1 where its shape is another one. */
final class Shortcut {

    private Shortcut() {}

    static FeatureMap write(ImageBlocks blocks, FeatureMap x, int channels, int stride, Normalization normalization) {
        if (stride == 1 && x.channels() == channels) {
            return x;
        }
        Convolution.Options options = Convolution.Options.of(channels, 1).stride(stride);
        return blocks.within("shortcut").convolution(x, options, normalization, Activation.IDENTITY);
    }
}
