package io.foldwise.plugin.image.model.encoder;

import io.foldwise.layers.Network;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.plugin.image.model.block.ImageBlocks;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape.Image;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.util.ArrayList;
import java.util.List;

/**
 * The contracting path of U-Net (Ronneberger, Fischer, Brox, 2015) with batch normalization: on each level two convolutions of
 * 3 x 3, and from level to level the largest of every 2 x 2 elements. The first level is as large as the image.
 */
@Description("A small encoder of double convolutions, for networks that train on a CPU in minutes")
public final class PlainEncoder implements Encoder {

    /** How wide and deep. */
    public record Params(
            @Description("Channels of each level, from the image's size downwards")
            @Default("[16, 16, 16, 24, 24]")
            @NotEmpty
            List<@Positive Integer> channels) {

        public Params {
            channels = List.copyOf(channels);
        }
    }

    private final Params params;
    private final Image input;

    @Inject
    public PlainEncoder(Params params, Image input) {
        this.params = params;
        this.input = input;
    }

    @Override
    public List<FeatureMap> features(Network network, String image) {
        List<FeatureMap> levels = new ArrayList<>();
        FeatureMap x = new FeatureMap(image, input.channels(), 1);
        for (int channels : params.channels()) {
            ImageBlocks level = new ImageBlocks(network, "encoder-level" + (levels.size() + 1));
            x = level.twoConvolutions(levels.isEmpty() ? x : level.maxPool(x), channels);
            levels.add(x);
        }
        return levels;
    }

    @Override
    public int stride() {
        return 1 << (params.channels().size() - 1);
    }
}
