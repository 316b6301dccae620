package io.foldwise.plugin.image.model.encoder;

import io.foldwise.layers.Network;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import jakarta.inject.Inject;
import java.util.List;

/** SE-ResNeXt-50 (Xie et al. 2016, Hu et al. 2017): layers of 3, 4, 6 and 3 grouped bottlenecks with gates. See {@link ResNet}. */
@Description("SE-ResNeXt-50 32x4d (Hu et al. 2017): 25.5 million weights")
public final class SeResNext50 implements Encoder {

    /** What can be chosen. */
    public record Params(@Inline SeResNextSettings settings) {}

    private final ResNet network;

    @Inject
    public SeResNext50(Params params) {
        network = params.settings().network(3, 4, 6, 3);
    }

    @Override
    public List<FeatureMap> features(Network graph, FeatureMap image, int outputStride) {
        return network.features(graph, image, outputStride);
    }
}
