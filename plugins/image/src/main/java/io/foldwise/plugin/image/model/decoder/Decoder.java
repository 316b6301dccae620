package io.foldwise.plugin.image.model.decoder;

import io.foldwise.layers.Network;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.spi.Kind;
import java.util.List;

/** The part of a network that says where what the encoder found is: the {@code decoder} block of a model. */
@Kind("decoder")
public interface Decoder {

    /**
     * Adds the decoder's layers.
     *
     * @param features what an encoder gives
     * @return a map of the image's size
     */
    FeatureMap decode(Network network, List<FeatureMap> features);
}
