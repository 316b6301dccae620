package io.foldwise.plugin.image.model.decoder;

import io.foldwise.layers.Network;
import io.foldwise.layers.image.Interpolation;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.plugin.image.model.block.ImageBlocks;
import io.foldwise.plugin.image.model.block.Normalization;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.inject.Inject;
import java.util.List;

/**
 * The expanding path of U-Net (Ronneberger, Fischer, Brox, 2015), with nearest neighbours in place of transposed convolutions: on each
 * level the map from below, twice as large, beside the encoder's, then two convolutions of 3 x 3 with as many channels as the encoder
 * has there.
 */
@Description("The decoder to a plain encoder: double convolutions, as wide as the encoder's")
public final class PlainDecoder implements Decoder {

    /** What can be chosen. */
    public record Params(
            @Description("What follows a convolution") @Default("batch-norm")
            Normalization normalization) {}

    private final Params params;

    @Inject
    public PlainDecoder(Params params) {
        this.params = params;
    }

    @Override
    public Decoded decode(Network network, List<FeatureMap> features) {
        FeatureMap centre = Maps.coarsest(features);
        FeatureMap x = centre;
        for (int level = features.size() - 1; level > 0; level--) {
            FeatureMap skip = features.get(level - 1);
            ImageBlocks blocks = new ImageBlocks(network, "decoder-level" + level);
            FeatureMap both = blocks.concatSkip(blocks.upsample(x, Interpolation.NEAREST), skip);
            x = blocks.twoConvolutions(both, skip.channels(), params.normalization());
        }
        ImageBlocks last = new ImageBlocks(network, "decoder-last");
        return new Decoded(last.upsample(x, x.stride(), Interpolation.BILINEAR), centre);
    }
}
