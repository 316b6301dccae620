package io.foldwise.plugin.image.model.decoder;

import io.foldwise.layers.Network;
import io.foldwise.layers.image.Convolution;
import io.foldwise.layers.image.Interpolation;
import io.foldwise.plugin.image.model.attention.Attention;
import io.foldwise.plugin.image.model.block.Aspp;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.plugin.image.model.block.ImageBlocks;
import io.foldwise.plugin.image.model.block.Normalization;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Spec;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A decoder with atrous spatial pyramid pooling (Chen et al. 2017) in the centre and a hypercolumn (Hariharan et al. 2014) at the end:
 * the steps are those of {@link UNetDecoder}, all with as many channels; the maps that they give, enlarged to the size of the finest,
 * stand beside each other, and two convolutions of 3 x 3 with ReLU read them, whose result is enlarged to the image's size. Heads that
 * answer with rows look at the centre.
 */
@Description("A decoder with ASPP in the centre and a hypercolumn of all its maps at the end")
public final class HypercolumnDecoder implements Decoder {

    /** How wide. */
    public record Params(
            @Description("Channels of the centre") @Default("256") @Positive
            int centre,

            @Description("Dilations of the centre's convolutions") @Default("[6, 12, 18]") @NotEmpty
            List<@Positive Integer> rates,

            @Description("Share of the centre that is silenced in training")
            @Default("0.5")
            @DecimalMin("0")
            @DecimalMax("0.95")
            double dropout,

            @Description("Channels of every step") @Default("64") @Positive
            int channels,

            @Description("Channels of the two convolutions on the hypercolumn") @Default("32") @Positive
            int last,

            @Description("What follows the centre's convolutions; the others have nothing") @Default("batch-norm")
            Normalization normalization,

            @Description("Attention behind every step; none if left out")
            Optional<Spec<Attention>> attention) {

        public Params {
            rates = List.copyOf(rates);
        }
    }

    private final Params params;
    private final Steps steps;

    @Inject
    public HypercolumnDecoder(Params params, Assembler assembler) {
        this.params = params;
        this.steps = new Steps(params.attention().map(assembler::build));
    }

    @Override
    public Decoded decode(Network network, List<FeatureMap> features) {
        Aspp aspp = new Aspp(params.centre(), params.rates(), params.normalization(), params.dropout());
        FeatureMap centre = aspp.write(new ImageBlocks(network, "decoder-centre"), Maps.coarsest(features));
        List<FeatureMap> maps = new ArrayList<>();
        FeatureMap x = centre;
        for (int level = features.size() - 1; level > 0; level--) {
            ImageBlocks blocks = new ImageBlocks(network, "decoder-step" + (features.size() - level));
            x = steps.up(blocks, x, features.get(level - 1), params.channels(), Normalization.NONE);
            maps.add(x);
        }
        return new Decoded(last(new ImageBlocks(network, "decoder-last"), maps, features.get(0)), centre);
    }

    private FeatureMap last(ImageBlocks blocks, List<FeatureMap> maps, FeatureMap finest) {
        int channels = maps.stream().mapToInt(FeatureMap::channels).sum();
        String[] enlarged = maps.stream()
                .map(map -> map.stride() == finest.stride()
                        ? map.vertex()
                        : blocks.images().upsampleTo(map.vertex(), finest.vertex(), Interpolation.BILINEAR))
                .toArray(String[]::new);
        String column = enlarged.length == 1 ? enlarged[0] : blocks.images().concat(enlarged);
        FeatureMap y = new FeatureMap(column, channels, finest.stride());
        y = blocks.convolution(y, Convolution.Options.of(params.last(), 3));
        y = blocks.convolution(y, Convolution.Options.of(params.last(), 3));
        return blocks.upsample(y, y.stride(), Interpolation.BILINEAR);
    }
}
