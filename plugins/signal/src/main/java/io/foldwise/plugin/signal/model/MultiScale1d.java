package io.foldwise.plugin.signal.model;

import io.foldwise.layers.Network;
import io.foldwise.layers.image.Activation;
import io.foldwise.layers.image.BatchNorm;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * Kernels of several widths side by side, then residual blocks, all of them shared by the channels of a signal, as in networks
 * that won contests of electrocardiograms: what a wave looks like is learned once for all leads.
 *
 * <pre>
 * signal [batch, time, leads] -> each lead on its own [batch * leads, 1, time, 1]
 *   -> one convolution for each kernel, with stride 2, side by side [batch * leads, 1, time / 2, kernels * filters],
 *      batch normalization, ReLU
 *   -> the largest of every 3 steps, with stride 2
 *   -> stages of residual blocks of two convolutions, each stage but the first with stride 2
 *   -> the leads of a signal together again [batch, leads, time, kernels * filters]
 *   -> {@link PoolingHead}, over leads and time
 * </pre>
 *
 * The result does not depend on the order of the leads. Time may be of any length and differ from batch to batch.
 */
@Description("Kernels of several widths and residual blocks, shared by all leads of a signal")
public final class MultiScale1d implements NetworkModel {

    /** How deep and wide. */
    public record Params(
            @Description("Steps that each kernel of the first layer spans; odd numbers")
            @Default("[15, 17, 19, 21]")
            @NotEmpty
            List<@Positive @Max(999) Integer> kernels,

            @Description("Filters of each of these kernels; everything behind has as many channels as all of them")
            @Default("8")
            @Positive
            int filters,

            @Description("Residual blocks of each stage") @Default("[2, 2, 2]") @NotEmpty
            List<@Positive @Max(50) Integer> blocks,

            @Description("Steps that a convolution of a block spans; an odd number") @Default("5") @Positive @Max(999)
            int blockKernel,

            @Description("Let each block start as its shortcut alone: the gain of its last normalization starts at 0")
            @Default("true")
            boolean zeroStart,

            @Inline PoolingHead head) {

        public Params {
            kernels = SignalModels.odd("kernels", kernels);
            blocks = List.copyOf(blocks);
            SignalModels.odd("block-kernel", List.of(blockKernel));
        }

        private int channels() {
            return kernels.size() * filters;
        }
    }

    private final Params params;
    private final int leads;
    private final Task task;

    @Inject
    public MultiScale1d(Params params, InputShape input, Task task) {
        this.params = params;
        this.leads = SignalModels.signal(input, task).channels();
        this.task = task;
    }

    @Override
    public String logits(GraphBuilder graph, String input) {
        return heads(graph, input, task).get(0);
    }

    @Override
    public List<String> heads(GraphBuilder graph, String input, Task asked) {
        Network network = new Network(graph);
        SignalBlocks stem = new SignalBlocks(network, "stem");
        String x = stem.maxPool(scales(stem, stem.images().fromSignalChannels(input)), 2);
        for (int stage = 0; stage < params.blocks().size(); stage++) {
            for (int number = 0; number < params.blocks().get(stage); number++) {
                SignalBlocks place = new SignalBlocks(network, "stage" + (stage + 1) + "-" + number);
                x = block(place, x, stage > 0 && number == 0 ? 2 : 1);
            }
        }
        String together = new SignalBlocks(network, "leads").images().groupRows(x, leads);
        return params.head().write(network, together, params.channels(), asked);
    }

    private String scales(SignalBlocks stem, String x) {
        List<String> sideBySide = new ArrayList<>();
        for (int kernel : params.kernels()) {
            sideBySide.add(stem.convolution(x, params.filters(), kernel, 2));
        }
        String all = stem.images().concat(sideBySide.toArray(String[]::new));
        return stem.images().batchNorm(all, BatchNorm.Options.of(Activation.RELU));
    }

    private String block(SignalBlocks block, String x, int stride) {
        String branch = block.twoConvolutions(x, params.channels(), params.blockKernel(), stride, params.zeroStart());
        return block.images().sumRelu(branch, block.shortcut(x, stride));
    }
}
