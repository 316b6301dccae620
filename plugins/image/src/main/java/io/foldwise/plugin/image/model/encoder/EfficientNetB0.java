package io.foldwise.plugin.image.model.encoder;

import io.foldwise.layers.Network;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import jakarta.inject.Inject;
import java.util.List;

/** EfficientNet-B0 (Tan, Le, 2019). See {@link EfficientNet}. */
@Description("EfficientNet-B0 (Tan, Le 2019): 4.0 million weights")
public final class EfficientNetB0 implements Encoder {

    /** What can be chosen. */
    public record Params(@Inline EfficientNetSettings settings) {}

    private final EfficientNet network;

    @Inject
    public EfficientNetB0(Params params) {
        network = params.settings().scaled(1, 1);
    }

    @Override
    public List<FeatureMap> features(Network graph, FeatureMap image, int outputStride) {
        return network.features(graph, image, outputStride);
    }
}
