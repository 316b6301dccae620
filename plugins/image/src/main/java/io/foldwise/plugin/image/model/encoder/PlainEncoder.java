package io.foldwise.plugin.image.model.encoder;

import io.foldwise.layers.Network;
import io.foldwise.layers.image.Activation;
import io.foldwise.layers.image.Convolution;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.plugin.image.model.block.ImageBlocks;
import io.foldwise.plugin.image.model.block.Normalization;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.util.ArrayList;
import java.util.List;

/**
 * The contracting path of U-Net (Ronneberger, Fischer, Brox, 2015): on each level two convolutions of 3 x 3, and from level to level
 * the largest of every 2 x 2 elements. The first level is as large as the image.
 */
@Description("A small encoder of double convolutions, for networks that train on a CPU in minutes")
public final class PlainEncoder implements Encoder {

    /** How wide and deep. */
    public record Params(
            @Description("Channels of each level, from the image's size downwards")
            @Default("[16, 16, 16, 24, 24]")
            @NotEmpty
            List<@Positive Integer> channels,

            @Description("What follows a convolution") @Default("batch-norm")
            Normalization normalization) {

        public Params {
            channels = List.copyOf(channels);
        }
    }

    private final Params params;

    @Inject
    public PlainEncoder(Params params) {
        this.params = params;
    }

    @Override
    public List<FeatureMap> features(Network network, FeatureMap image, int outputStride) {
        List<FeatureMap> levels = new ArrayList<>();
        FeatureMap x = image;
        int dilation = 1;
        for (int channels : params.channels()) {
            ImageBlocks level = new ImageBlocks(network, "encoder-level" + (levels.size() + 1));
            if (!levels.isEmpty()) {
                boolean halved = 2 * x.stride() <= outputStride;
                dilation = halved ? dilation : 2 * dilation;
                x = halved ? level.maxPool(x) : x;
            }
            Convolution.Options options = Convolution.Options.of(channels, 3).dilation(dilation);
            x = level.convolution(x, options, params.normalization(), Activation.RELU);
            x = level.convolution(x, options, params.normalization(), Activation.RELU);
            levels.add(x);
        }
        return levels;
    }
}
