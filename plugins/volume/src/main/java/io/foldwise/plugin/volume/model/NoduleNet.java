package io.foldwise.plugin.volume.model;

import io.foldwise.layers.Network;
import io.foldwise.layers.image.Activation;
import io.foldwise.layers.volume.VolumeConvolution;
import io.foldwise.layers.volume.VolumeNetwork;
import io.foldwise.layers.volume.VolumePooling;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Volume;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * The region-proposal network of Liao, Liang, Li, Hu, Song (Evaluate the malignancy of pulmonary nodules using the 3-D deep leaky
 * noisy-or network, 2017), in its published size of 5,383,623 parameters for three anchors:
 *
 * <pre>
 * volume [batch, depth, height, width, 1 + 3 coordinates]
 *   -> two convolutions, 24 channels
 *   -> four levels, each with half the edges, of 2, 2, 3 and 3 residual blocks, 32, 64, 64 and 64 channels
 *   -> transposed convolution, the third level beside it, 3 residual blocks, 64 channels
 *   -> transposed convolution, the second level and the coordinates beside it, 3 residual blocks, 128 channels
 *   -> dropout of channels, convolution of 1 x 1 x 1 to 64 channels, ReLU
 *   -> convolution of 1 x 1 x 1 to the head's logits [batch, depth / 4, height / 4, width / 4, anchors * 5]
 * </pre>
 *
 * Volumes may have any edges that 16 divides, and differ from batch to batch. Coordinates are the last three channels of the input,
 * means of which over the cells of the answer are joined; the trunk does not see them. Names of vertices: see {@link Levels}, and
 * {@code head-NAME-convolution-1} and {@code -2}; {@code conf/weights/nodule-net.conf} has rules for the published names.
 */
@Description("A 3-D region-proposal network for nodules: a U-Net of residual blocks that answers for cells of 4 voxels")
public final class NoduleNet implements NetworkModel {

    private static final int COORDINATES = 3;
    private static final int FEWEST = 2;

    /** How deep and wide. */
    public record Params(
            @Description("Channels of the first two convolutions") @Default("24") @Positive
            int stem,

            @Description("Channels of each level, all of which halve the volume's edges")
            @Default("[32, 64, 64, 64]")
            @NotEmpty
            List<@Positive Integer> down,

            @Description("Residual blocks of each level") @Default("[2, 2, 3, 3]") @NotEmpty
            List<@Positive Integer> downBlocks,

            @Description("Channels of each step back up, all of which double the edges") @Default("[64, 128]") @NotEmpty
            List<@Positive Integer> up,

            @Description("Residual blocks of each step back up") @Default("[3, 3]") @NotEmpty
            List<@Positive Integer> upBlocks,

            @Description("Channels before the logits") @Default("64") @Positive
            int hidden,

            @Description("Factor for all numbers of channels, for smaller networks of the same shape")
            @Default("1")
            @Positive
            @DecimalMax("100")
            double width,

            @Description("Share of the last step's channels that is silenced in training")
            @Default("0.5")
            @DecimalMin("0")
            @DecimalMax("0.95")
            double dropout,

            @Description("Join the last three channels of the input, the place in the scan, to the last step")
            @Default("true")
            boolean coordinates,

            @Description("Let the scores of all cells start near this probability, such as 0.01; unset, near 0.5")
            Optional<@DecimalMin("0.000001") @DecimalMax("0.5") Double> prior) {}

    private final Params params;
    private final Levels levels;
    private final int channels;
    private final Task task;

    @Inject
    public NoduleNet(Params params, InputShape input, Task task) {
        Volume volume = VolumeModels.volumes(input);
        this.params = params;
        this.levels = new Levels(
                scaled(params.stem()),
                params.down().stream().map(this::scaled).toList(),
                params.downBlocks(),
                params.up().stream().map(this::scaled).toList(),
                params.upBlocks());
        this.channels = volume.channels();
        this.task = task;
        requireHead(task);
        levels.require(volume);
        if (params.coordinates() && channels <= COORDINATES) {
            throw new IncompatibleException("joins three channels of coordinates, but the data gives " + volume
                    + "; set coordinates = false, or let the reader give them");
        }
    }

    private int scaled(int published) {
        return Math.max(FEWEST, Math.toIntExact(Math.round(params.width() * published)));
    }

    private void requireHead(Task asked) {
        Head head = asked.first();
        if (!asked.single() || !VolumeModels.ofPlaces(head)) {
            throw new IncompatibleException(
                    "answers for each place of a volume, and nothing else, but the data asks for "
                            + asked.heads().stream().map(Head::name).toList());
        }
        VolumeModels.requireStride(head, levels.stride());
    }

    @Override
    public String logits(GraphBuilder graph, String input) {
        return heads(graph, input, task).get(0);
    }

    @Override
    public List<String> heads(GraphBuilder graph, String input, Task asked) {
        Network network = new Network(graph);
        int trunk = params.coordinates() ? channels - COORDINATES : channels;
        UnaryOperator<VolumeMap> joined =
                params.coordinates() ? map -> joined(network, map, input, trunk) : UnaryOperator.identity();
        VolumeMap map = levels.write(network, input, trunk, joined).last();
        Head head = asked.first();
        VolumeNetwork end = new VolumeNetwork(network, "head-" + head.name());
        String x = end.spatialDropout(map.vertex(), params.dropout());
        x = end.convolution(
                x,
                VolumeConvolution.Options.of(scaled(params.hidden()), 1)
                        .biased()
                        .activation(Activation.RELU));
        VolumeConvolution.Options logits = VolumeConvolution.Options.of(VolumeModels.width(head), 1);
        return List.of(end.convolution(x, logits.biased(VolumeModels.biases(head, params.prior()))));
    }

    private VolumeMap joined(Network network, VolumeMap map, String input, int from) {
        VolumeNetwork places = new VolumeNetwork(network, "coordinates");
        String means = levels.stride() == 1 ? input : places.pool(input, VolumePooling.Options.mean(levels.stride()));
        return new VolumeBlocks(network, "coordinates")
                .concat(map, new VolumeMap(places.channelsFrom(means, from), COORDINATES));
    }
}
