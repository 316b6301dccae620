package io.foldwise.plugin.image.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.CrossEntropy;
import io.foldwise.contracts.OnnxRun;
import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.engine.network.NetworkAssembly.Settings;
import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape.Image;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

/** Narrow ones of every encoder, decoder and attention, with masks and a label beside them. */
final class EveryNetworkTest {

    private static final int CLASSES = 2;
    private static final Image DECLARED = new Image(32, 32, 1);
    private static final Head MASKS = new Masks("mask", 32, 32, List.of("left", "right"), Storage.Cell.FLOAT);
    private static final Head LABEL = LabelSchema.of("any", List.of("non-empty"));
    private static final Task TASK = Task.of(MASKS, LABEL);

    private static final String ALBUNET = "decoder { type = albunet, filters = 4";
    private static final String UNET = "decoder { type = unet, channels = [4, 4, 3, 2], last = 2";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "u-net",
                "u-net, encoder { type = resnet18, channels = 2, stem-pool = 2 }, " + ALBUNET + ", attention = scse }",
                "u-net, encoder { type = resnet34, channels = 2, normalization = none }, " + ALBUNET + " }",
                "u-net, encoder { type = resnet50, channels = 1, normalization = frozen-batch-norm }, " + UNET + " }",
                "u-net, encoder { type = se-resnext50, channels = 2, groups = 2, normalization = none }, " + UNET
                        + ", attention { type = scse, of = concat } }",
                "u-net, encoder { type = resnet18, channels = 2 }, " + UNET
                        + ", normalization = batch-norm, attention { type = scse, of = sum } }",
                "u-net, encoder { type = resnet18, channels = 2 }, decoder = plain",
                "u-net, dropout = 0.2, encoder { type = resnet18, channels = 2 }, decoder { type = hypercolumn, centre = 4,"
                        + " rates = [1, 2], channels = 3, last = 3, attention = cbam }",
                "u-net, encoder { type = efficientnet-b0, width = 0.1, normalization = none }, " + UNET + " }",
                "deeplab-v3, encoder { type = resnet50, channels = 1 }, output-stride = 8, channels = 4"
            })
    void trainsOnCropsAndPredictsWholeImagesOfAnySize(String parts) {
        ComputationGraph network = network("{ type = " + parts + " }", new Adam(1e-3));
        int[][] crops = {{16, 16}, {19, 12}};
        for (int[] crop : crops) {
            for (int step = 0; step < 2; step++) {
                network.fit(batch(3, crop[0], crop[1]));
            }
        }
        assertThat(network.params().isNaN().any()).as("not a number").isFalse();

        INDArray images = images(3, 33, 26);
        INDArray[] together = network.output(images);
        assertThat(together[0].shape()).containsExactly(3, 33, 26, CLASSES);
        assertThat(together[1].shape()).containsExactly(3, 1);
        INDArray alone = network.output(images.get(NDArrayIndex.interval(1, 2)).dup('c'))[0].dup('c');
        assertThat(alone.data().asFloat())
                .containsExactly(together[0].slice(1).dup('c').data().asFloat(), within(1e-5f));

        float[][] elsewhere = new OnnxRun(network, TASK).logits(Features.of(images));
        float[] here = together[0].dup('c').data().asFloat();
        float largest = together[0].amaxNumber().floatValue();
        assertThat(elsewhere[2])
                .as("logits of the third image in ONNX Runtime")
                .containsExactly(
                        Arrays.copyOfRange(here, 2 * elsewhere[2].length, here.length),
                        within(1e-5f * Math.max(1, largest)));
    }

    /** After a step, as branches that start at zero hand nothing on in the first one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "u-net, encoder { type = resnet18, channels = 2, normalization = none }, " + ALBUNET
                        + ", attention = scse }",
                "u-net, encoder { type = se-resnext50, channels = 2, groups = 2 }, " + UNET + ", attention = cbam }",
                "u-net, encoder { type = resnet18, channels = 2, normalization = frozen-batch-norm }, " + UNET + " }",
                "u-net, encoder { type = plain, channels = [3, 3] }, decoder { type = hypercolumn, centre = 4, rates = [1] }",
                "deeplab-v3, encoder { type = plain, channels = [3, 3] }, channels = 4"
            })
    void everyLayerLearnsFromBothHeads(String parts) {
        ComputationGraph network = network("{ type = " + parts + " }", new Adam(1e-2));
        MultiDataSet batch = batch(4, 37, 32);
        network.fit(batch);
        network.fit(batch);
        List<INDArray> before = new ArrayList<>();
        for (Layer layer : network.getLayers()) {
            before.add(layer.numParams() == 0 ? Nd4j.empty() : layer.params().dup());
        }
        network.fit(batch);
        network.fit(batch);
        for (int i = 0; i < before.size(); i++) {
            Layer layer = network.getLayer(i);
            String name = layer.conf().getLayer().getLayerName();
            if (layer.numParams() > 0) {
                boolean frozen = name.contains("mean-batch-norm") // of pyramids
                        || parts.contains("frozen") && name.contains("batch-norm");
                assertThat(layer.params().equalsWithEps(before.get(i), 0))
                        .as(name + " stays as it is")
                        .isEqualTo(frozen);
            }
        }
    }

    /** Without weights of a file frozen batch normalization changes nothing, and sixteen sums would make numbers 2^8 as large. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "frozen-batch-norm"})
    void whatNothingNormalizesBeginsAsAShallowNetwork(String normalization) {
        ComputationGraph network = network(
                "{ type = u-net, encoder { type = resnet34, channels = 16, normalization = " + normalization + " }, "
                        + UNET + " } }",
                new Adam(1e-3));
        Map<String, INDArray> activations = network.feedForward(images(1, 64, 64), false);
        assertThat(deviation(activations, "encoder-layer1-2-sum-relu-1"))
                .isCloseTo(deviation(activations, "encoder-layer1-0-sum-relu-1"), within(1e-5));
    }

    private static double deviation(Map<String, INDArray> activations, String vertex) {
        assertThat(activations).containsKey(vertex);
        return activations.get(vertex).stdNumber(false).doubleValue();
    }

    private static ComputationGraph network(String text, IUpdater updater) {
        Settings settings = new Settings(new Seed(4), DataType.FLOAT, updater, 0, OptionalDouble.empty());
        return NetworkAssembly.network(
                Models.of(text, DECLARED, TASK),
                DECLARED,
                TASK,
                List.of(new CrossEntropy(), new CrossEntropy()),
                settings);
    }

    private static INDArray images(int batch, int height, int width) {
        SplittableRandom random = new SplittableRandom(11);
        float[] values = new float[batch * height * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Nd4j.createFromArray(values).reshape(batch, height, width, 1);
    }

    private static MultiDataSet batch(int batch, int height, int width) {
        INDArray images = images(batch, height, width);
        INDArray masks = Nd4j.concat(3, images.gt(1), images.lt(-1)).castTo(DataType.FLOAT);
        INDArray labels = Nd4j.createFromArray(new float[batch]).reshape(batch, 1);
        return new MultiDataSet(new INDArray[] {images}, new INDArray[] {masks, labels});
    }
}
