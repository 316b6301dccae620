package io.foldwise.plugin.image.model.decoder;

import io.foldwise.layers.Network;
import io.foldwise.layers.image.Convolution;
import io.foldwise.layers.image.Interpolation;
import io.foldwise.plugin.image.model.attention.Attention;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.plugin.image.model.block.ImageBlocks;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Spec;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.Optional;

/**
 * The decoder of AlbuNet (Shvets, Iglovikov, Rakhlin, Kalinin: Angiodysplasia detection and localization, 2018). A block is bilinear
 * enlarging, then two convolutions of 3 x 3 with ReLU and without normalization. The centre is a block on the encoder's last map,
 * halved once more; four blocks follow, each on the map from below beside the encoder's, and one without; then a convolution of 3 x 3
 * with ReLU. The encoder's first map, of stride 2, is not used. With {@code w} filters the blocks have
 *
 * <pre>
 * centre 16 w -> 8 w;  16 w -> 8 w;  16 w -> 8 w;  8 w -> 2 w;  4 w -> 4 w;  4 w -> w;  and the last convolution w
 * </pre>
 *
 * channels in the middle and at the end. 32 filters on {@code resnet34} with {@code stem-pool = 2} and one mask are the published
 * network of 34 604 897 weights.
 */
@Description("The decoder of AlbuNet: bilinear, two convolutions a step, wide (Shvets et al. 2018)")
public final class AlbuNetDecoder implements Decoder {

    /** Channels in the middle and at the end of the blocks with a map of the encoder, from the coarsest up, in filters. */
    private static final int[][] BLOCKS = {{16, 8}, {16, 8}, {8, 2}, {4, 4}};

    /** How wide. */
    public record Params(
            @Description("Channels of the last convolution; all others are multiples of it") @Default("32") @Positive
            int filters,

            @Description("Attention behind every block; none if left out")
            Optional<Spec<Attention>> attention) {}

    private final int filters;
    private final Steps steps;

    @Inject
    public AlbuNetDecoder(Params params, Assembler assembler) {
        this.filters = params.filters();
        this.steps = new Steps(params.attention().map(assembler::build));
    }

    @Override
    public Decoded decode(Network network, List<FeatureMap> features) {
        Maps.requireFive(features, "albunet");
        FeatureMap coarsest = Maps.coarsest(features);
        ImageBlocks centre = new ImageBlocks(network, "decoder-centre");
        FeatureMap x = block(centre, centre.maxPool(coarsest), 16, 8);
        for (int step = 0; step < BLOCKS.length; step++) {
            FeatureMap skip = features.get(features.size() - 1 - step);
            ImageBlocks blocks = new ImageBlocks(network, "decoder-block" + (step + 1));
            x = block(blocks, blocks.concatSkip(x, skip), BLOCKS[step][0], BLOCKS[step][1]);
        }
        ImageBlocks last = new ImageBlocks(network, "decoder-block" + (BLOCKS.length + 1));
        x = block(last, x, 4, 1);
        ImageBlocks end = new ImageBlocks(network, "decoder-last");
        return new Decoded(end.convolution(x, Convolution.Options.of(filters, 3)), coarsest);
    }

    private FeatureMap block(ImageBlocks blocks, FeatureMap x, int middle, int end) {
        FeatureMap y = blocks.upsample(x, Interpolation.BILINEAR);
        y = blocks.convolution(y, Convolution.Options.of(middle * filters, 3));
        y = blocks.convolution(y, Convolution.Options.of(end * filters, 3));
        return steps.attended(blocks, y);
    }
}
