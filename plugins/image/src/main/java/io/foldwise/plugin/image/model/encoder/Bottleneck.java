package io.foldwise.plugin.image.model.encoder;

import io.foldwise.layers.image.Activation;
import io.foldwise.layers.image.Convolution;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.plugin.image.model.block.ImageBlocks;
import io.foldwise.plugin.image.model.block.Normalization;

/**
 * Convolutions of 1 x 1, 3 x 3 and 1 x 1, the last with four times the channels (He et al. 2015, ResNet-50), with the stride at the
 * one of 3 x 3, as in the weights that are published for PyTorch. Grouped (Xie et al. 2016, ResNeXt) the one of 3 x 3 has more
 * channels, which fall into groups; with a squeeze (Hu et al. 2017, SE-ResNeXt) a gate for channels stands at the end.
 *
 * @param widening channels of the convolution of 3 x 3, times those asked for
 * @param groups of that convolution
 * @param reduction the gate squeezes channels by this factor; 0 for no gate
 */
record Bottleneck(Normalization normalization, int widening, int groups, int reduction) implements ResidualBlock {

    private static final int EXPANSION = 4;

    /** The block of ResNet-50. */
    static Bottleneck plain(Normalization normalization) {
        return new Bottleneck(normalization, 1, 1, 0);
    }

    @Override
    public FeatureMap write(ImageBlocks blocks, FeatureMap x, int channels, int stride, int dilation) {
        int inner = widening * channels;
        int outer = EXPANSION * channels;
        FeatureMap y = blocks.convolution(x, Convolution.Options.of(inner, 1), normalization, Activation.RELU);
        Convolution.Options middle = Convolution.Options.of(inner, 3)
                .stride(stride)
                .dilation(dilation)
                .groups(groups);
        y = blocks.convolution(y, middle, normalization, Activation.RELU);
        y = blocks.lastConvolution(y, Convolution.Options.of(outer, 1), normalization);
        if (reduction > 0) {
            y = blocks.squeezeExcite(y, Math.max(1, outer / reduction), Activation.RELU);
        }
        return blocks.sumRelu(y, Shortcut.write(blocks, x, outer, stride, normalization));
    }
}
