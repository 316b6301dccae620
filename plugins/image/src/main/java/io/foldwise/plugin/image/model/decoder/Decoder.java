package io.foldwise.plugin.image.model.decoder;

import io.foldwise.layers.Network;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.spi.Kind;
import java.util.List;

/** The part of a network that says where what the encoder found is: the {@code decoder} block of a model. */
@Kind("decoder")
public interface Decoder {

    /**
     * Adds the decoder's layers. Names of their vertices begin with {@code decoder}.
     *
     * @param features what an encoder gives: maps from fine to coarse, each half as large as the one before, rounded up
     * @throws io.foldwise.spi.IncompatibleException if the decoder does not go with such an encoder
     */
    Decoded decode(Network network, List<FeatureMap> features);

    /**
     * What a decoder gives.
     *
     * @param map as large as the image; or one pixel larger, where the image's size is odd and the first map has half of it
     * @param centre the coarsest map, which heads that answer with rows look at
     */
    record Decoded(FeatureMap map, FeatureMap centre) {}
}
