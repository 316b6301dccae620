package io.foldwise.plugin.image.model.encoder;

import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.plugin.image.model.block.ImageBlocks;

/** One block of a residual network: {@code relu(branch(x) + shortcut(x))}. */
interface ResidualBlock {

    /**
     * Adds the block.
     *
     * @param channels of its convolutions of 3 x 3, before any factor that the block has of its own
     * @param stride of the block as a whole
     */
    FeatureMap write(ImageBlocks blocks, FeatureMap x, int channels, int stride, int dilation);
}
