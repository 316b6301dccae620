package io.foldwise.plugin.image.model;

import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.InputShape.Image;
import io.foldwise.spi.data.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Networks that are too large to be kept with the tests:
 *
 * <pre>
 * python3 bench/pytorch/image_models.py FOLDER large
 * mvn -pl plugins/image -am -Dtest=MorePytorchWeightsTest -Dfoldwise.pytorch.networks=FOLDER ...
 * </pre>
 */
@EnabledIfSystemProperty(named = MorePytorchWeightsTest.PROPERTY, matches = ".+")
final class MorePytorchWeightsTest {

    static final String PROPERTY = "foldwise.pytorch.networks";

    private static final Path FOLDER = Path.of(System.getProperty(PROPERTY, ""));
    private static final String CONVOLUTION = ", transpose = [2, 3, 1, 0]";

    @Test
    void efficientNet() throws IOException {
        String classifier = rule("classifier.1.weight", "head-class-dense-1/weights", ", transpose = [1, 0]")
                + rule("classifier.1.bias", "head-class-dense-1/bias", "");
        PytorchNetwork.of(FOLDER, "efficientnet-b0")
                .assertSame(
                        "{ type = image-classifier, encoder { type = efficientnet-b0, width = 0.1 } }",
                        "torchvision-efficientnet",
                        classifier,
                        1e-5,
                        new Image(41, 34, 3),
                        new Classes(List.of("a", "b", "c")));
    }

    @Test
    void albuNet() throws IOException {
        StringBuilder rules = new StringBuilder("drop = [\"encoder.fc.*\"]\n");
        for (int number = 0; number < 2; number++) {
            rules.append(biased("center." + number, "decoder-centre-convolution-" + (number + 1)));
            for (int block = 1; block <= 5; block++) {
                String to = "decoder-block" + block + "-convolution-" + (number + 1);
                rules.append(biased("dec" + (6 - block) + "." + number, to));
            }
        }
        rules.append(biased("dec0", "decoder-last-convolution-1")).append(biased("final", "head-mask-convolution-1"));
        PytorchNetwork.of(FOLDER, "albunet")
                .assertSame(
                        "{ type = u-net, encoder { type = resnet18, channels = 2, stem-pool = 2 },"
                                + " decoder { type = albunet, filters = 2 } }",
                        "torchvision-resnet",
                        rules.toString(),
                        1e-5,
                        new Image(64, 128, 1),
                        new Masks("mask", 64, 128, List.of("lesion"), Storage.Cell.FLOAT));
    }

    /** The encoder's maps hold numbers near 100, whose rounding is seen in logits near 1. */
    @Test
    void deepLabV3() throws IOException {
        StringBuilder rules = new StringBuilder("drop = [\"backbone.fc.*\"]\n");
        for (int branch = 0; branch < 4; branch++) {
            rules.append(normalized("convs." + branch, "pyramid-%s-" + (branch + 1)));
        }
        rules.append(normalized("pool", "pyramid-mean-%s-1"))
                .append(normalized("project", "pyramid-%s-5"))
                .append(normalized("last", "decoder-%s-1"))
                .append(biased("logits", "head-mask-convolution-1"));
        PytorchNetwork.of(FOLDER, "deeplab-v3")
                .assertSame(
                        "{ type = deeplab-v3, encoder { type = resnet50, channels = 1 }, output-stride = 8, channels = 4 }",
                        "torchvision-resnet",
                        rules.toString(),
                        1e-4,
                        new Image(45, 38, 3),
                        new Masks("mask", 45, 38, List.of("lesion"), Storage.Cell.FLOAT));
    }

    private static String biased(String from, String to) {
        return rule(from + ".weight", to + "/weights", CONVOLUTION) + rule(from + ".bias", to + "/bias", "");
    }

    private static String normalized(String from, String to) {
        String norm = to.formatted("batch-norm");
        return rule(from + ".0.weight", to.formatted("convolution") + "/weights", CONVOLUTION)
                + rule(from + ".1.weight", norm + "/gain", "")
                + rule(from + ".1.bias", norm + "/shift", "")
                + rule(from + ".1.running_mean", norm + "/mean", "")
                + rule(from + ".1.running_var", norm + "/variance", "");
    }

    private static String rule(String from, String to, String turned) {
        return "rules += { from = \"" + from + "\", to = \"" + to + "\"" + turned + " }\n";
    }
}
