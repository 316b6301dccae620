package io.foldwise.plugin.image.model;

import io.foldwise.layers.Network;
import io.foldwise.layers.image.Activation;
import io.foldwise.layers.image.Convolution;
import io.foldwise.plugin.image.model.block.Aspp;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.plugin.image.model.block.ImageBlocks;
import io.foldwise.plugin.image.model.block.Normalization;
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
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * DeepLabV3 (Chen, Papandreou, Schroff, Adam: Rethinking atrous convolution for semantic image segmentation, 2017): an encoder that
 * stops halving at stride 8 or 16 and dilates its convolutions instead, atrous spatial pyramid pooling, a convolution of 3 x 3 with
 * normalization and ReLU, and a convolution of 1 x 1 to logits, which are enlarged to the image's size, bilinear. Images
 * {@code [batch, height, width, channels]} of any size to {@code [batch, height, width, classes]} for each head of masks, and to
 * {@code [batch, columns]} for heads that answer with rows, from the mean of each channel of the pyramid.
 */
@Description(
        "DeepLabV3: an encoder with dilation, pyramid pooling, and masks enlarged from an eighth (Chen et al. 2017)")
public final class DeepLabV3 implements NetworkModel {

    /** The parts. */
    public record Params(
            @Description("What looks at the image") @Default("{ type = resnet34 }")
            Spec<Encoder> encoder,

            @Description(
                    "How many pixels an element of the coarsest map stands for, a power of 2: 8 or 16 as published")
            @Default("16")
            @Min(4)
            int outputStride,

            @Description("Dilations of the pyramid's convolutions") @Default("[12, 24, 36]") @NotEmpty
            List<@Positive Integer> rates,

            @Description("Channels of the pyramid") @Default("256") @Positive
            int channels,

            @Description("What follows a convolution of the pyramid") @Default("batch-norm")
            Normalization normalization,

            @Description("Share of the pyramid's result that is silenced in training")
            @Default("0.5")
            @DecimalMin("0")
            @DecimalMax("0.95")
            double dropout) {

        public Params {
            rates = List.copyOf(rates);
            if (outputStride > 0 && Integer.bitCount(outputStride) != 1) {
                throw new IllegalArgumentException("output-stride " + outputStride + " is no power of 2; take 8 or 16");
            }
        }
    }

    private final Params params;
    private final Encoder encoder;
    private final int channels;
    private final Task task;

    @Inject
    public DeepLabV3(Params params, InputShape input, Task task, Assembler assembler) {
        Image image = Heads.images(input);
        Heads.requireMasksOrRows(task);
        this.params = params;
        this.encoder = assembler.build(params.encoder());
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
        List<FeatureMap> features = encoder.features(network, image, params.outputStride());
        Aspp aspp = new Aspp(params.channels(), params.rates(), params.normalization(), params.dropout());
        FeatureMap pyramid = aspp.write(new ImageBlocks(network, "pyramid"), features.get(features.size() - 1));
        Convolution.Options options = Convolution.Options.of(params.channels(), 3);
        FeatureMap map = new ImageBlocks(network, "decoder")
                .convolution(pyramid, options, params.normalization(), Activation.RELU);
        return new Heads(network).logits(asked, map, pyramid, image, false, 0);
    }
}
