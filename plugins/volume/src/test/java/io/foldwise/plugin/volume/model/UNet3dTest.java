package io.foldwise.plugin.volume.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.contracts.CrossEntropy;
import io.foldwise.contracts.ModelContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.engine.network.NetworkAssembly.Settings;
import io.foldwise.plugin.volume.box.Anchors;
import io.foldwise.plugin.volume.mask.Asked;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Volume;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.training.Loss;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** From volumes to masks of their size. */
final class UNet3dTest extends ModelContract {

    @Override
    protected NetworkModel model(InputShape input, Task task) {
        return Models.of("{ type = u-net-3d, channels = [3, 4], prior = 0.1 }", input, task);
    }

    @Override
    protected Dataset data() {
        return new TinyVolumes(4, 1, 1);
    }

    @Override
    protected int epochs() {
        return 30;
    }

    @Override
    protected double learningRate() {
        return 0.03;
    }

    @Test
    void refusesCellsThatItHasNoMapFor() {
        Dataset data = data();
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() ->
                        Models.of("{ type = u-net-3d, channels = [3, 4, 5], stride = 3 }", data.input(), data.task()))
                .withMessageContaining("cells of 1, 2, 4 ... 4 voxels along an edge, but none for stride = 3");
    }

    @Test
    void refusesMasksAndBoxesInCellsOfAnotherSize() {
        Task mask = Asked.MASK.task(boxes(4), Storage.Cell.FLOAT);
        Task both = Asked.BOTH.task(boxes(8), Storage.Cell.FLOAT);
        Task nodules = Asked.NODULES.task(boxes(4), Storage.Cell.FLOAT);
        String remedy = "but 'mask' asks of every voxel; take u-net-3d with stride = 1";
        refused("{ type = u-net-3d, channels = [3, 4], stride = 2 }", mask, "answers for cells of 2 voxels", remedy);
        refused("{ type = nodule-net, coordinates = false }", mask, "answers for cells of 4 voxels", remedy);
        refused("{ type = u-net-3d, channels = [3, 4, 5], stride = 4 }", both, "boxes are given for cells of 8");
        refused("{ type = u-net-3d, channels = [3, 4, 5, 6], stride = 8 }", both, "cells of 8 voxels", remedy);
        refused(
                "{ type = u-net-3d, channels = [3, 4, 5] }",
                nodules,
                "answers for cells of 1 voxel ",
                "cells of 4; give data and model the same stride");
    }

    private static void refused(String model, Task task, String... messages) {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> Models.of(model, new Volume(16, 16, 16, 1), task))
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(messages));
    }

    @Test
    void answersForCellsOfNodulesBesideMasks() {
        Volume volume = new Volume(16, 8, 24, 1);
        Task task = Asked.BOTH.task(boxes(4), Storage.Cell.FLOAT);
        INDArray[] logits = network("{ type = u-net-3d, channels = [3, 4, 5, 6] }", volume, task)
                .output(Nd4j.rand(DataType.FLOAT, 2, 16, 8, 24, 1));
        assertThat(logits[0].shape()).containsExactly(2, 4, 2, 6, 2 * Anchors.NUMBERS);
        assertThat(logits[1].shape()).containsExactly(2, 16, 8, 24, 1);
    }

    private static Anchors boxes(int stride) {
        return new Anchors(List.of(5.0, 10.0), stride, -3, 0.05, 100);
    }

    @Test
    void answersWithRowsToo() {
        Volume volume = new Volume(8, 4, 12, 2);
        Task task = Task.of(new TinyVolumes.Cells(), TinyData.schema(3));
        ComputationGraph network =
                network("{ type = u-net-3d, channels = [3, 4, 5], stride = 2, dropout = 0.1 }", volume, task);
        INDArray[] logits = network.output(Nd4j.rand(DataType.FLOAT, 2, 8, 4, 12, 2));
        assertThat(logits[0].shape()).containsExactly(2, 4, 2, 6, 1);
        assertThat(logits[1].shape()).containsExactly(2, 3);
    }

    @Test
    void hasNoWayBackUpWhereOnlyRowsAreAsked() {
        Dataset data = TinyData.volumes();
        ComputationGraph network =
                network("{ type = u-net-3d, channels = [3, 4] }", (Volume) data.input(), data.task());
        assertThat(network.outputSingle(data.features(new int[] {0, 1}).values())
                        .shape())
                .containsExactly(2, data.task().width());
        assertThat(network.getConfiguration().getVertices().keySet()).noneMatch(name -> name.startsWith("up"));
    }

    private static ComputationGraph network(String model, Volume volume, Task task) {
        Settings settings = new Settings(new Seed(1), DataType.FLOAT, new NoOp(), 0, OptionalDouble.empty());
        List<Loss> losses = Collections.nCopies(task.heads().size(), new CrossEntropy());
        return NetworkAssembly.network(Models.of(model, volume, task), volume, task, losses, settings);
    }
}
