package io.foldwise.plugin.image.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.contracts.CrossEntropy;
import io.foldwise.contracts.TinyData;
import io.foldwise.engine.archive.ModelArchive;
import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.engine.network.NetworkAssembly.Settings;
import io.foldwise.engine.weights.Transfer;
import io.foldwise.engine.weights.WeightsFile;
import io.foldwise.engine.weights.WeightsSettings;
import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.InputShape.Image;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** The encoder of a classifier that an earlier run has trained, in a U-Net. */
final class HeadSwapTest {

    private static final String ENCODER = "encoder { type = resnet18, channels = 2 }";
    private static final Image IMAGE = new Image(32, 32, 1);

    @TempDir
    private Path folder;

    @Test
    void theEncoderIsTakenAndTheHeadIsNew() throws IOException {
        Path model = folder.resolve("model.zip");
        ComputationGraph classifier =
                network("{ type = image-classifier, " + ENCODER + " }", Task.of(TinyData.schema(3)), 1);
        ModelArchive.write(model, classifier);
        Task masks = Task.of(new Masks("mask", 32, 32, List.of("lesion"), Storage.Cell.FLOAT));
        ComputationGraph unet = network("{ type = u-net, " + ENCODER + ", decoder = unet }", masks, 2);
        INDArray images = Nd4j.rand(DataType.FLOAT, 1, 32, 32, 1);
        assertThat(coarsest(unet, images)).isNotEqualTo(coarsest(classifier, images));

        WeightsSettings settings = Models.weights("run = \"earlier\"");
        Transfer transfer = new WeightsFile(model, Set.of()).load(unet, settings);

        assertThat(transfer.taken().keySet()).hasSize(100).allMatch(name -> name.startsWith("encoder-"));
        assertThat(transfer.fresh()).isNotEmpty().noneMatch(name -> name.startsWith("encoder-"));
        assertThat(transfer.leftOver()).containsExactly("head-labels-dense-1/weights", "head-labels-dense-1/bias");
        assertThat(coarsest(unet, images)).isEqualTo(coarsest(classifier, images));
    }

    private static INDArray coarsest(ComputationGraph network, INDArray images) {
        return network.feedForward(images, false).get("encoder-layer4-1-sum-relu-1");
    }

    private static ComputationGraph network(String model, Task task, long seed) {
        Settings settings = new Settings(new Seed(seed), DataType.FLOAT, new NoOp(), 0, OptionalDouble.empty());
        return NetworkAssembly.network(
                Models.of(model, IMAGE, task), IMAGE, task, List.of(new CrossEntropy()), settings);
    }
}
