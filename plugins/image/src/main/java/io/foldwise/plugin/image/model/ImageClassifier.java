package io.foldwise.plugin.image.model;

import io.foldwise.layers.Network;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.plugin.image.model.encoder.Encoder;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Image;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * Classification and regression: an encoder, the mean of each channel of its coarsest map, dropout, and a linear map for each head.
 * Images {@code [batch, height, width, channels]} of any size to {@code [batch, columns]} for each head.
 */
@Description("Labels, classes or quantities of images: any encoder, and the mean of its coarsest map")
public final class ImageClassifier implements NetworkModel {

    /** The parts. */
    public record Params(
            @Description("What looks at the image") @Default("{ type = plain }")
            Spec<Encoder> encoder,

            @Description("Share of the coarsest map's means that is silenced in training")
            @Default("0")
            @DecimalMin("0")
            @DecimalMax("0.95")
            double dropout) {}

    private final Encoder encoder;
    private final double dropout;
    private final int channels;
    private final Task task;

    @Inject
    public ImageClassifier(Params params, InputShape input, Task task, Assembler assembler) {
        Image image = Heads.images(input);
        Heads.requireRows(task);
        this.encoder = assembler.build(params.encoder());
        this.dropout = params.dropout();
        this.channels = image.channels();
        this.task = task;
        Heads.requireParts(this, image, task);
    }

    @Override
    public String logits(GraphBuilder graph, String input) {
        return heads(graph, input, task).get(0);
    }

    @Override
    public List<String> heads(GraphBuilder graph, String input, Task asked) {
        Network network = new Network(graph);
        FeatureMap image = new FeatureMap(input, channels, 1);
        List<FeatureMap> features = encoder.features(network, image, Encoder.ANY_STRIDE);
        return new Heads(network).rows(asked, features.get(features.size() - 1), dropout);
    }
}
