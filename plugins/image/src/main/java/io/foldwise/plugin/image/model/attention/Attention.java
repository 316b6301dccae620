package io.foldwise.plugin.image.model.attention;

import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.plugin.image.model.block.ImageBlocks;
import io.foldwise.spi.Kind;

/** Weighs what a feature map holds: the {@code attention} block of a decoder. */
@Kind("attention")
public interface Attention {

    /**
     * Adds the attention's layers.
     *
     * @return a map of the same size
     */
    FeatureMap attend(ImageBlocks blocks, FeatureMap x);
}
