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
 * Concurrent spatial and channel squeeze and excitation (Roy, Navab, Wachinger, 2018): the map times a gate for channels,
 * {@code sigmoid(dense C (relu (dense C / reduction (mean of each channel))))}, and times a gate for pixels,
 * {@code sigmoid(convolution 1 x 1)}; of both the larger value, the sum, or one beside the other with twice the channels.
 */
@Description("Gates for channels and for pixels, side by side (Roy et al. 2018)")
public final class Scse implements Attention {

    /** How both gates become one map. */
    public enum Of {
        /** The larger of both values. */
        MAX,
        /** The sum of both values. */
        SUM,
        /** The channels of the one after those of the other. */
        CONCAT
    }

    /** What can be chosen. */
    public record Params(
            @Description("What becomes of both: the larger value, the sum, or twice the channels") @Default("max")
            Of of,

            @Description("By how much the channel gate squeezes channels") @Default("2") @Positive
            int reduction) {}

    private final Params params;

    @Inject
    public Scse(Params params) {
        this.params = params;
    }

    @Override
    public FeatureMap attend(ImageBlocks blocks, FeatureMap x) {
        int squeezed = Math.max(1, x.channels() / params.reduction());
        FeatureMap channels = blocks.squeezeExcite(x, squeezed, Activation.RELU);
        FeatureMap pixelGate =
                blocks.convolution(x, Convolution.Options.of(1, 1), Normalization.NONE, Activation.SIGMOID);
        ImageNetwork images = blocks.images();
        String pixels = images.gate(x.vertex(), pixelGate.vertex());
        String both = switch (params.of()) {
            case MAX -> images.maximum(channels.vertex(), pixels);
            case SUM -> images.sum(channels.vertex(), pixels);
            case CONCAT -> images.concat(channels.vertex(), pixels);
        };
        return new FeatureMap(both, params.of() == Of.CONCAT ? 2 * x.channels() : x.channels(), x.stride());
    }
}
