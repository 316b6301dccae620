package io.foldwise.plugin.image.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.layers.kernel.KernelLayer;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape.Image;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many weights the published networks have. Running averages of batch normalizations are left out, as they are measured: PyTorch
 * counts them as buffers.
 */
final class ParameterCountsTest {

    private static final Image RGB = new Image(64, 64, 3);
    private static final Head MASK = new Masks("mask", 64, 64, List.of("lesion"), Storage.Cell.FLOAT);
    private static final Head CLASSES = new Classes(
            IntStream.range(0, 1000).mapToObj(number -> "class-" + number).toList());
    private static final Head EMPTINESS = LabelSchema.of("mask", List.of("non-empty"));

    @ParameterizedTest
    @CsvSource({
        // the numbers of torchvision's resnet18, resnet34 and resnet50, with the usual bias in the last linear map
        "resnet18, 11689512",
        "resnet34, 21797672",
        "resnet50, 25557032",
        // 32 groups of 4 channels in the first layer; gates squeeze by 16, with biases
        "se-resnext50, 27559896",
        "se-resnext101, 48955416",
        // torchvision's efficientnet_b0 and efficientnet_b3
        "efficientnet-b0, 5288548",
        "efficientnet-b3, 12233232"
    })
    void classifiersOfAThousandClasses(String encoder, long weights) {
        assertThat(weights("{ type = image-classifier, encoder = " + encoder + " }", RGB, CLASSES))
                .isEqualTo(weights);
    }

    @ParameterizedTest
    @CsvSource({
        // 21 284 672 of the encoder, 13 320 225 = centre, five blocks, a convolution of 3 x 3 and one of 1 x 1
        "'encoder { type = resnet34, stem-pool = 2 }, decoder = albunet', 34604897",
        // 21 284 672 of the encoder, 4 535 809 = four steps of two convolutions, one more convolution, one of 1 x 1
        "'encoder = resnet34, decoder = unet', 25820481"
    })
    void networksForMasks(String parts, long weights) {
        assertThat(weights("{ type = u-net, " + parts + " }", RGB, MASK)).isEqualTo(weights);
    }

    /** 23 508 032 of the encoder, 15 535 104 of the pyramid, 590 336 behind it, 257 of the logits. */
    @ParameterizedTest
    @CsvSource({"8", "16"})
    void deepLabOnResNet50(int stride) {
        String model = "{ type = deeplab-v3, encoder = resnet50, output-stride = " + stride + " }";
        assertThat(weights(model, RGB, MASK)).isEqualTo(23_508_032 + 15_535_104 + 590_336 + 257);
    }

    /** The head for emptiness is a linear map of the encoder's 512 channels. */
    @ParameterizedTest
    @CsvSource({"513"})
    void anEmptinessHeadCostsALinearMap(long more) {
        String model = "{ type = u-net, encoder = resnet34, decoder = unet }";
        assertThat(weights(model, RGB, MASK, EMPTINESS)).isEqualTo(25_820_481 + more);
    }

    /** Ten convolutions in the encoder and eight in the decoder, 672 gains and shifts, 17 of the logits. */
    @ParameterizedTest
    @CsvSource({"68801"})
    void theSmallDefaultHasAboutAsManyAsTheSmallestThatReadsLungs(long weights) {
        assertThat(weights("u-net", new Image(64, 64, 1), MASK)).isEqualTo(weights);
    }

    private static long weights(String text, Image image, Head... heads) {
        Task task = Task.of(heads);
        NetworkModel model = Models.of(text, image, task);
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(image.type());
        List<String> logits = model.heads(graph, "input", task);
        ComputationGraphConfiguration network =
                graph.setOutputs(logits.toArray(String[]::new)).build();
        return network.getVertices().values().stream()
                .filter(LayerVertex.class::isInstance)
                .map(vertex -> ((LayerVertex) vertex).getLayerConf().getLayer())
                .flatMap(layer -> ((KernelLayer) layer).parameters().stream())
                .filter(parameter ->
                        !parameter.name().equals("mean") && !parameter.name().equals("variance"))
                .mapToLong(Parameter::length)
                .sum();
    }
}
