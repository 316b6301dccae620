package io.foldwise.plugin.volume.model;

import io.foldwise.layers.Network;
import io.foldwise.layers.volume.VolumeConvolution;
import io.foldwise.layers.volume.VolumeNetwork;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Volume;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * A U-Net for volumes (Cicek et al.: 3D U-Net, 2016) of residual blocks (Lee et al.: Superhuman accuracy on the SNEMI3D connectomics
 * challenge, 2017): volumes {@code [batch, depth, height, width, channels]} to logits for each place, such as those of masks, by one
 * convolution of 1 x 1 x 1. Beside masks, nodules may be asked for in cells of 2, 4 ... voxels: their logits are of the map that has that
 * resolution. Heads that answer with rows get {@code [batch, columns]} from the mean of each channel of the coarsest
 * map. Volumes may have any edges that can be halved as often as there are levels, and differ from batch to batch. Names of vertices:
 * see {@link Levels}, and {@code head-NAME-convolution-1}.
 */
@Description("3-D U-Net of residual blocks, from volumes to masks of the same size, and to labels beside them")
public final class UNet3d implements NetworkModel {

    /** How deep and wide. */
    public record Params(
            @Description(
                    "Channels of each resolution, from the volume's own on; each has half the edges of the one before")
            @Default("[16, 32, 64, 128]")
            @Size(min = 2)
            List<@Positive Integer> channels,

            @Description("Residual blocks of each resolution, down and up") @Default("1") @Positive
            int blocks,

            @Description("Voxels along an edge of a cell of the finest answer: 1 where masks are asked; a power of 2")
            @Default("1")
            @Positive
            int stride,

            @Description("Share of the channels that is silenced in training, before the answers")
            @Default("0")
            @DecimalMin("0")
            @DecimalMax("0.95")
            double dropout,

            @Description("Let the answers of all places start near this probability, such as 0.01; unset, near 0.5")
            Optional<@DecimalMin("0.000001") @DecimalMax("0.5") Double> prior) {}

    private final Params params;
    private final Levels levels;
    private final int channels;
    private final Task task;

    @Inject
    public UNet3d(Params params, InputShape input, Task task) {
        Volume volume = VolumeModels.volumes(input);
        this.params = params;
        this.levels = levels(params, task);
        this.channels = volume.channels();
        this.task = task;
        levels.require(volume);
        for (Head head : task.heads()) {
            if (!VolumeModels.ofPlaces(head) && !(head instanceof RowHead)) {
                throw new IncompatibleException("answers for each place of a volume or with rows, but '" + head.name()
                        + "' is neither: it is " + head);
            }
        }
        requireMaps(task.heads().stream().filter(VolumeModels::ofPlaces).toList());
    }

    /** The finest map has to be asked for, and others may be. */
    private void requireMaps(List<Head> heads) {
        heads.stream()
                .filter(head -> !levels.has(cell(head)))
                .forEach(head -> VolumeModels.requireStride(head, levels.stride()));
        if (heads.stream().noneMatch(head -> cell(head) == levels.stride())) {
            heads.forEach(head -> VolumeModels.requireStride(head, levels.stride()));
        }
    }

    /** Voxels along an edge of a cell that a head asks about. */
    private int cell(Head head) {
        return VolumeModels.stride(head).orElse(levels.stride());
    }

    /** Without the way back up where nothing is asked of places. */
    private static Levels levels(Params params, Task task) {
        List<Integer> down = params.channels().subList(1, params.channels().size());
        boolean places = task.heads().stream().anyMatch(VolumeModels::ofPlaces);
        List<Integer> up = new ArrayList<>();
        for (int level = down.size() - 1; places && level >= 0 && 1 << level >= params.stride(); level--) {
            up.add(params.channels().get(level));
        }
        Levels levels = new Levels(
                params.channels().get(0),
                down,
                Collections.nCopies(down.size(), params.blocks()),
                up,
                Collections.nCopies(up.size(), params.blocks()));
        if (places && levels.stride() != params.stride()) {
            throw new IncompatibleException("has maps for cells of 1, 2, 4 ... " + (1 << down.size())
                    + " voxels along an edge, but none for stride = " + params.stride());
        }
        return levels;
    }

    @Override
    public String logits(GraphBuilder graph, String input) {
        return heads(graph, input, task).get(0);
    }

    @Override
    public List<String> heads(GraphBuilder graph, String input, Task asked) {
        Network network = new Network(graph);
        Levels.Maps maps = levels.write(network, input, channels, UnaryOperator.identity());
        return asked.heads().stream()
                .map(head -> head instanceof RowHead row
                        ? row(network, row, maps.coarsest())
                        : places(network, head, maps.of(cell(head))))
                .toList();
    }

    private String places(Network network, Head head, VolumeMap map) {
        VolumeNetwork end = new VolumeNetwork(network, "head-" + head.name());
        VolumeConvolution.Options logits = VolumeConvolution.Options.of(VolumeModels.width(head), 1);
        return end.convolution(
                end.spatialDropout(map.vertex(), params.dropout()),
                logits.biased(VolumeModels.biases(head, params.prior())));
    }

    private String row(Network network, RowHead head, VolumeMap coarsest) {
        VolumeNetwork end = new VolumeNetwork(network, "head-" + head.name());
        String mean = network.dropout(end.globalMean(coarsest.vertex()), params.dropout());
        return end.dense(mean, head.width());
    }
}
