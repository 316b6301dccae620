package io.foldwise.plugin.image.model.encoder;

import io.foldwise.plugin.image.model.block.Normalization;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.constraints.Positive;

/** What EfficientNets have in common. */
public record EfficientNetSettings(
        @Description("Channels, in those of the published network; multiples of 8 come out") @Default("1") @Positive
        double width,

        @Description("What follows a convolution") @Default("batch-norm")
        Normalization normalization) {

    /** A network that is wider and deeper than the smallest published one by these factors. */
    EfficientNet scaled(double wider, double deeper) {
        return new EfficientNet(wider * width, deeper, normalization);
    }
}
