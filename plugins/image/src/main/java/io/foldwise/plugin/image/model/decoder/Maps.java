package io.foldwise.plugin.image.model.decoder;

import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.spi.IncompatibleException;
import java.util.List;
import java.util.stream.Collectors;

/** The maps of an encoder, as decoders see them. */
final class Maps {

    private Maps() {}

    static FeatureMap coarsest(List<FeatureMap> features) {
        return features.get(features.size() - 1);
    }

    /** @throws IncompatibleException unless there are five, from stride 2 to stride 32 */
    static void requireFive(List<FeatureMap> features, String decoder) {
        if (features.size() != 5 || features.get(0).stride() != 2) {
            throw new IncompatibleException("the decoder " + decoder
                    + " goes with encoders that have maps of the strides 2, 4, 8, 16 and 32, such as resnet34; this one has "
                    + features.stream().map(map -> String.valueOf(map.stride())).collect(Collectors.joining(", ")));
        }
    }
}
