package io.foldwise.plugin.image.model.decoder;

import io.foldwise.layers.image.Activation;
import io.foldwise.layers.image.Convolution;
import io.foldwise.layers.image.Interpolation;
import io.foldwise.plugin.image.model.attention.Attention;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.plugin.image.model.block.ImageBlocks;
import io.foldwise.plugin.image.model.block.Normalization;
import java.util.Optional;

/** What decoders do from one resolution to the next. */
record Steps(Optional<Attention> attention) {

    /** Nearest neighbours, a convolution, the encoder's map beside, another convolution, attention. */
    FeatureMap up(ImageBlocks blocks, FeatureMap x, FeatureMap skip, int channels, Normalization normalization) {
        FeatureMap y = enlarged(blocks, x, channels, normalization);
        Convolution.Options options = Convolution.Options.of(channels, 3);
        y = blocks.convolution(blocks.concatSkip(y, skip), options, normalization, Activation.RELU);
        return attended(blocks, y);
    }

    /** Nearest neighbours and a convolution. */
    FeatureMap enlarged(ImageBlocks blocks, FeatureMap x, int channels, Normalization normalization) {
        FeatureMap y = blocks.upsample(x, Interpolation.NEAREST);
        return blocks.convolution(y, Convolution.Options.of(channels, 3), normalization, Activation.RELU);
    }

    FeatureMap attended(ImageBlocks blocks, FeatureMap x) {
        return attention
                .map(gates -> gates.attend(blocks.within("attention"), x))
                .orElse(x);
    }
}
