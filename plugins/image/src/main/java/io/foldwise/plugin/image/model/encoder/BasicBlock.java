package io.foldwise.plugin.image.model.encoder;

import io.foldwise.layers.image.Activation;
import io.foldwise.layers.image.Convolution;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.plugin.image.model.block.ImageBlocks;
import io.foldwise.plugin.image.model.block.Normalization;

/** Two convolutions of 3 x 3 (He et al. 2015, ResNet-18 and -34). */
record BasicBlock(Normalization normalization) implements ResidualBlock {

    @Override
    public FeatureMap write(ImageBlocks blocks, FeatureMap x, int channels, int stride, int dilation) {
        Convolution.Options options = Convolution.Options.of(channels, 3).dilation(dilation);
        FeatureMap y = blocks.convolution(x, options.stride(stride), normalization, Activation.RELU);
        y = blocks.lastConvolution(y, options, normalization);
        return blocks.sumRelu(y, Shortcut.write(blocks, x, channels, stride, normalization));
    }
}
