package io.foldwise.plugin.image.model.attention;

import io.foldwise.layers.image.Activation;
import io.foldwise.layers.image.Convolution;
import io.foldwise.layers.image.ImageNetwork;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.plugin.image.model.block.ImageBlocks;
import io.foldwise.plugin.image.model.block.Normalization;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;

/**
 * The convolutional block attention module (Woo, Park, Lee, Kweon, 2018): the map times a gate for channels,
 * {@code sigmoid(f(mean of each channel) + f(largest of each channel))} with
 * {@code f = dense C (relu (dense C / reduction))} for both, then times a gate for pixels,
 * {@code sigmoid(convolution 7 x 7 (mean and largest of each pixel's channels))}.
 */
@Description("A gate for channels, then one for pixels (Woo et al. 2018)")
public final class Cbam implements Attention {

    private static final int KERNEL = 7;

    /** What can be chosen. */
    public record Params(
            @Description("By how much the channel gate squeezes channels") @Default("16") @Positive
            int reduction) {}

    private final Params params;

    @Inject
    public Cbam(Params params) {
        this.params = params;
    }

    @Override
    public FeatureMap attend(ImageBlocks blocks, FeatureMap x) {
        ImageNetwork images = blocks.images();
        String gated = images.gate(x.vertex(), blocks.sharedGate(x, Math.max(1, x.channels() / params.reduction())));
        FeatureMap described = new FeatureMap(images.channelMeanMax(gated), 2, x.stride());
        FeatureMap pixelGate = blocks.convolution(
                described, Convolution.Options.of(1, KERNEL), Normalization.NONE, Activation.SIGMOID);
        return new FeatureMap(images.gate(gated, pixelGate.vertex()), x.channels(), x.stride());
    }
}
