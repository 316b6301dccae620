package io.foldwise.plugin.image.model.encoder;

import io.foldwise.layers.Network;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import jakarta.inject.Inject;
import java.util.List;

/** EfficientNet-B3 (Tan, Le, 2019): 1.2 times the width and 1.4 times the depth of B0. See {@link EfficientNet}. */
@Description("EfficientNet-B3 (Tan, Le 2019): 10.7 million weights")
public final class EfficientNetB3 implements Encoder {

    /** What can be chosen. */
    public record Params(@Inline EfficientNetSettings settings) {}

    private final EfficientNet network;

    @Inject
    public EfficientNetB3(Params params) {
        network = params.settings().scaled(1.2, 1.4);
    }

    @Override
    public List<FeatureMap> features(Network graph, FeatureMap image, int outputStride) {
        return network.features(graph, image, outputStride);
    }
}
