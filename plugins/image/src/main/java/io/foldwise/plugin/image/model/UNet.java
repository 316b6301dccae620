package io.foldwise.plugin.image.model;

import io.foldwise.layers.Network;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.plugin.image.model.decoder.Decoder;
import io.foldwise.plugin.image.model.decoder.Decoder.Decoded;
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
 * U-Net (Ronneberger, Fischer, Brox, 2015): an encoder, and a decoder that brings what it found back to the image's size, with the
 * encoder's own maps beside. Images {@code [batch, height, width, channels]} of any size, which may differ between training and
 * prediction, to logits {@code [batch, height, width, classes]} for each head of masks, by one convolution of 1 x 1. Heads that
 * answer with rows, such as whether there is anything in the mask, get {@code [batch, columns]} from the mean of each channel of the
 * coarsest map.
 */
@Description("U-Net of any encoder and decoder, from images to masks of the same size, and to labels beside them")
public final class UNet implements NetworkModel {

    /** The parts. */
    public record Params(
            @Description("What looks at the image") @Default("{ type = plain }")
            Spec<Encoder> encoder,

            @Description("What brings it back to the image's size") @Default("{ type = plain }")
            Spec<Decoder> decoder,

            @Description(
                    "Share of the coarsest map's means that is silenced in training, before heads that answer with rows")
            @Default("0")
            @DecimalMin("0")
            @DecimalMax("0.95")
            double dropout) {}

    private final Encoder encoder;
    private final Decoder decoder;
    private final double dropout;
    private final int channels;
    private final Task task;

    @Inject
    public UNet(Params params, InputShape input, Task task, Assembler assembler) {
        Image image = Heads.images(input);
        Heads.requireMasksOrRows(task);
        this.encoder = assembler.build(params.encoder());
        this.decoder = assembler.build(params.decoder());
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
        Decoded decoded = decoder.decode(network, features);
        boolean exact = features.get(0).stride() == 1;
        return new Heads(network).logits(asked, decoded.map(), decoded.centre(), image, exact, dropout);
    }
}
