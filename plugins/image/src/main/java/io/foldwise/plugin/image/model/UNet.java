package io.foldwise.plugin.image.model;

import io.foldwise.layers.Network;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.plugin.image.model.decoder.Decoder;
import io.foldwise.plugin.image.model.encoder.Encoder;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Image;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import jakarta.inject.Inject;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.nd4j.linalg.activations.Activation;

/**
 * U-Net (Ronneberger, Fischer, Brox, 2015): an encoder, and a decoder that brings what it found back to the image's size, with the
 * encoder's own maps beside. Images {@code [batch, height, width, channels]} to logits {@code [batch, height, width, classes]} for
 * each head of masks, by one convolution of 1 x 1.
 */
@Description("U-Net of any encoder and decoder, from images to masks of the same size")
public final class UNet implements NetworkModel {

    /** The parts. */
    public record Params(
            @Description("What looks at the image") @Default("{ type = plain }")
            Spec<Encoder> encoder,

            @Description("What brings it back to the image's size") @Default("{ type = plain }")
            Spec<Decoder> decoder) {}

    private final Encoder encoder;
    private final Decoder decoder;
    private final Task task;

    @Inject
    public UNet(Params params, InputShape input, Task task, Assembler assembler) {
        if (!(input instanceof Image image)) {
            throw new IncompatibleException("reads images, but the data gives " + input);
        }
        this.encoder = assembler.build(params.encoder());
        this.decoder = assembler.build(params.decoder());
        this.task = task;
        task.heads().forEach(UNet::requireMasks);
        requireMultiple(image, encoder.stride());
    }

    private static void requireMasks(Head head) {
        if (head.logits().length != 3) {
            throw new IncompatibleException(
                    "answers with masks, but the data asks for '" + head.name() + "', which is " + head);
        }
    }

    private static void requireMultiple(Image image, int stride) {
        if (image.height() % stride != 0 || image.width() % stride != 0) {
            throw new IncompatibleException("needs a height and width that " + stride
                    + " divides, as the encoder halves them again and again, but the data gives " + image);
        }
    }

    @Override
    public String logits(GraphBuilder graph, String input) {
        return heads(graph, input, task).get(0);
    }

    @Override
    public List<String> heads(GraphBuilder graph, String input, Task heads) {
        Network network = new Network(graph);
        FeatureMap map = decoder.decode(network, encoder.features(network, input));
        return heads.heads().stream().map(head -> logits(network, map, head)).toList();
    }

    private static String logits(Network network, FeatureMap map, Head head) {
        ConvolutionLayer convolution = new ConvolutionLayer.Builder(1, 1)
                .nOut((int) head.logits()[2])
                .activation(Activation.IDENTITY)
                .dataFormat(CNN2DFormat.NHWC)
                .build();
        return network.add("head-" + head.name(), convolution, map.vertex());
    }
}
