package io.foldwise.plugin.image.model.encoder;

import io.foldwise.layers.Network;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import jakarta.inject.Inject;
import java.util.List;

/** ResNet-50 (He et al. 2015): layers of 3, 4, 6 and 3 bottlenecks. See {@link ResNet}. */
@Description("ResNet-50 (He et al. 2015): 23.5 million weights")
public final class ResNet50 implements Encoder {

    /** What can be chosen. */
    public record Params(@Inline ResNetSettings settings) {}

    private final ResNet network;

    @Inject
    public ResNet50(Params params) {
        network = params.settings().bottleneck(3, 4, 6, 3);
    }

    @Override
    public List<FeatureMap> features(Network graph, FeatureMap image, int outputStride) {
        return network.features(graph, image, outputStride);
    }
}
