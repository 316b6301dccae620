package io.foldwise.plugin.image.model.encoder;

import io.foldwise.layers.Network;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.spi.Kind;
import java.util.List;

/** The part of a network that looks at an image: the {@code encoder} block of a model. */
@Kind("encoder")
public interface Encoder {

    /**
     * Adds the encoder's layers.
     *
     * @param image the vertex that gives images {@code [batch, height, width, channels]}
     * @return one map of each size, each half as large as the one before
     */
    List<FeatureMap> features(Network network, String image);

    /** How many pixels an element of the last map stands for, in height and width. */
    int stride();
}
