package io.foldwise.plugin.image.model.decoder;

import io.foldwise.layers.Network;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.plugin.image.model.block.ImageBlocks;
import io.foldwise.spi.Description;
import jakarta.inject.Inject;
import java.util.List;

/**
 * The expanding path of U-Net (Ronneberger, Fischer, Brox, 2015) with batch normalization, and nearest neighbours in place of
 * transposed convolutions: on each level the map from below, twice as large, beside the encoder's, then two convolutions of 3 x 3
 * with as many channels as the encoder has there.
 */
@Description("The decoder to a plain encoder: double convolutions, as wide as the encoder's")
public final class PlainDecoder implements Decoder {

    /** Nothing to choose. */
    public record Params() {}

    @Inject
    public PlainDecoder(Params params) {}

    @Override
    public FeatureMap decode(Network network, List<FeatureMap> features) {
        FeatureMap x = features.get(features.size() - 1);
        for (int level = features.size() - 1; level > 0; level--) {
            FeatureMap skip = features.get(level - 1);
            ImageBlocks blocks = new ImageBlocks(network, "decoder-level" + level);
            x = blocks.twoConvolutions(blocks.concat(blocks.upsample(x), skip), skip.channels());
        }
        return x;
    }
}
