package io.foldwise.plugin.image.model.encoder;

import io.foldwise.layers.Network;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import jakarta.inject.Inject;
import java.util.List;

/** ResNet-18 (He et al. 2015): layers of 2, 2, 2 and 2 blocks of two convolutions. See {@link ResNet}. */
@Description("ResNet-18 (He et al. 2015): 11.2 million weights")
public final class ResNet18 implements Encoder {

    /** What can be chosen. */
    public record Params(@Inline ResNetSettings settings) {}

    private final ResNet network;

    @Inject
    public ResNet18(Params params) {
        network = params.settings().basic(2, 2, 2, 2);
    }

    @Override
    public List<FeatureMap> features(Network graph, FeatureMap image, int outputStride) {
        return network.features(graph, image, outputStride);
    }
}
