package io.foldwise.plugin.image.model.encoder;

import io.foldwise.layers.Network;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.spi.Kind;
import java.util.List;

/**
 * The part of a network that looks at an image: the {@code encoder} block of a model. Images may have any height and width: what
 * halves them rounds up.
 */
@Kind("encoder")
public interface Encoder {

    /** The output stride of an encoder that halves maps as often as it likes. */
    int ANY_STRIDE = Integer.MAX_VALUE;

    /**
     * Adds the encoder's layers. Names of their vertices begin with {@code encoder}.
     *
     * @param image images {@code [batch, height, width, channels]}
     * @param outputStride a power of 2, 4 at least: where a map would become coarser than that, convolutions are dilated instead
     *     (Chen et al. 2017)
     * @return a map of each resolution, from fine to coarse, each half as large as the one before unless the output stride forbids
     */
    List<FeatureMap> features(Network network, FeatureMap image, int outputStride);
}
