package io.foldwise.plugin.example.mask;

import io.foldwise.layers.Network;
import io.foldwise.layers.image.Convolution;
import io.foldwise.layers.image.ImageNetwork;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * A few convolutions that keep an image's size: {@code [batch, height, width, channels]} to logits
 * {@code [batch, height, width, 1]}. The last one needs no bias, as the normalization before it shifts channels.
 */
@Description("A few convolutions, from images to masks of the same size")
public final class TinySegmenter implements NetworkModel {

    /** How wide and deep. */
    public record Params(
            @Description("Channels between convolutions") @Default("8") @Positive
            int channels,

            @Description("Convolutions of 3 x 3 pixels; each sees one pixel farther") @Default("2") @Positive
            int depth) {}

    private final Params params;

    @Inject
    public TinySegmenter(Params params, InputShape input, Task task) {
        if (!(input instanceof InputShape.Image)) {
            throw new IncompatibleException("reads images, but the data gives " + input);
        }
        if (!(task.single() && task.first() instanceof Masks)) {
            throw new IncompatibleException(
                    "answers with masks, but the data asks for '" + task.first().name() + "'");
        }
        this.params = params;
    }

    @Override
    public String logits(GraphBuilder graph, String input) {
        Network net = new Network(graph);
        String x = input;
        for (int i = 0; i < params.depth(); i++) {
            x = new ImageNetwork(net, "encoder").convBn(x, params.channels(), 3, 3);
        }
        return net.add("logits", new Convolution(Convolution.Options.of(1, 1)), x);
    }
}
