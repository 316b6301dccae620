package io.foldwise.plugin.image.model.encoder;

import io.foldwise.layers.image.ImagePooling;
import io.foldwise.plugin.image.model.block.Normalization;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;

/** What ResNets have in common. */
public record ResNetSettings(
        @Description("Channels of the first layer; each one after has twice as many") @Default("64") @Positive
        int channels,

        @Description(
                "Height and width of the windows of the max pooling behind the first convolution: 3 as published, 2 as in"
                        + " AlbuNet")
        @Default("3")
        @Min(2)
        @Max(3)
        int stemPool,

        @Description("What follows a convolution") @Default("batch-norm")
        Normalization normalization) {

    private ImagePooling.Options pooling() {
        return stemPool == 3
                ? ImagePooling.Options.max(3).stride(2).padding(1)
                : ImagePooling.Options.max(2).ceil(true);
    }

    /** A network of two-convolution blocks. */
    ResNet basic(int... blocks) {
        return new ResNet(channels, pooling(), normalization, new BasicBlock(normalization), blocks);
    }

    /** A network of bottlenecks. */
    ResNet bottleneck(int... blocks) {
        return new ResNet(channels, pooling(), normalization, Bottleneck.plain(normalization), blocks);
    }
}
