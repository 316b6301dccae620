package io.foldwise.plugin.image.model.encoder;

import io.foldwise.layers.image.ImagePooling;
import io.foldwise.plugin.image.model.block.Normalization;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.constraints.Positive;

/** What SE-ResNeXts have in common. As published the max pooling behind the first convolution has no frame. */
public record SeResNextSettings(
        @Description("Channels of the first layer, before its blocks' own factors; each one after has twice as many")
        @Default("64")
        @Positive
        int channels,

        @Description("Groups of the convolutions of 3 x 3; they divide twice the channels") @Default("32") @Positive
        int groups,

        @Description("By how much the gates squeeze channels") @Default("16") @Positive
        int reduction,

        @Description("What follows a convolution") @Default("batch-norm")
        Normalization normalization) {

    /** How much wider the grouped convolution is: 32 groups of 4 channels, where ResNet-50 has 64. */
    private static final int WIDENING = 2;

    public SeResNextSettings {
        if (groups > 0 && WIDENING * channels % groups != 0) {
            throw new IllegalArgumentException(groups + " groups do not divide " + WIDENING * channels + " channels");
        }
    }

    /** @param blocks how many each layer has */
    ResNet network(int... blocks) {
        ImagePooling.Options pooling = ImagePooling.Options.max(3).stride(2).ceil(true);
        ResidualBlock block = new Bottleneck(normalization, WIDENING, groups, reduction);
        return new ResNet(channels, pooling, normalization, block, blocks);
    }
}
