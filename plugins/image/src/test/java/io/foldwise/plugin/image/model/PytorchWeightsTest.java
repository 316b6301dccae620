package io.foldwise.plugin.image.model;

import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape.Image;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.LabelSchema.Group;
import io.foldwise.spi.data.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Networks that PyTorch made, read by the rules that come with Foldwise. */
final class PytorchWeightsTest {

    private static final Path FOLDER = Path.of("src/test/resources/io/foldwise/plugin/image/model");
    private static final double SAME = 1e-5;
    private static final Head CLASSES = new Classes(List.of("a", "b", "c"));

    @Test
    void resNet50() throws IOException {
        String classifier = """
                rules += { from = "fc\\\\.weight", to = head-class-dense-1/weights, transpose = [1, 0] }
                rules += { from = "fc\\\\.bias", to = head-class-dense-1/bias }
                """;
        PytorchNetwork.of(FOLDER, "resnet50")
                .assertSame(
                        "{ type = image-classifier, encoder { type = resnet50, channels = 1 } }",
                        "torchvision-resnet",
                        classifier,
                        SAME,
                        new Image(40, 40, 3),
                        CLASSES);
    }

    @Test
    void seResNext50() throws IOException {
        String classifier = """
                rules += { from = "last_linear\\\\.weight", to = head-class-dense-1/weights, transpose = [1, 0] }
                rules += { from = "last_linear\\\\.bias", to = head-class-dense-1/bias }
                """;
        PytorchNetwork.of(FOLDER, "se-resnext50")
                .assertSame(
                        "{ type = image-classifier,"
                                + " encoder { type = se-resnext50, channels = 1, groups = 2, reduction = 2 } }",
                        "pretrainedmodels-se-resnext",
                        classifier,
                        SAME,
                        new Image(41, 34, 3),
                        CLASSES);
    }

    /** A decoder, which the encoder's maps come second in, and heads of both kinds, on an odd size. */
    @Test
    void uNetOnResNet18() throws IOException {
        String decoder = """
                rules += { from = "step(.)_(.)\\\\.weight", to = "decoder-step$1-convolution-$2/weights", transpose = [2, 3, 1, 0] }
                rules += { from = "step(.)_(.)\\\\.bias", to = "decoder-step$1-convolution-$2/bias" }
                rules += { from = "last\\\\.weight", to = decoder-last-convolution-1/weights, transpose = [2, 3, 1, 0] }
                rules += { from = "last\\\\.bias", to = decoder-last-convolution-1/bias }
                rules += { from = "mask\\\\.weight", to = head-mask-convolution-1/weights, transpose = [2, 3, 1, 0] }
                rules += { from = "mask\\\\.bias", to = head-mask-convolution-1/bias }
                rules += { from = "empty\\\\.weight", to = head-empty-dense-1/weights, transpose = [1, 0] }
                rules += { from = "empty\\\\.bias", to = head-empty-dense-1/bias }
                drop = ["encoder\\\\.fc.*"]
                """;
        PytorchNetwork.of(FOLDER, "u-net")
                .assertSame(
                        "{ type = u-net, encoder { type = resnet18, channels = 2 },"
                                + " decoder { type = unet, channels = [4, 4, 3, 3], last = 2 } }",
                        "torchvision-resnet",
                        decoder,
                        SAME,
                        new Image(21, 18, 1),
                        new Masks("mask", 21, 18, List.of("lesion"), Storage.Cell.FLOAT),
                        new LabelSchema("empty", List.of(new Group("empty", List.of("non-empty")))));
    }
}
