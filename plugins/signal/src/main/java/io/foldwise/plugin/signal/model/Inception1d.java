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
 * InceptionTime (Fawaz et al. 2019) as in the PTB-XL benchmark (Strodthoff, Wagner, Schaeffter, Samek: Deep learning for ECG
 * analysis, 2020), inception1d:
 *
 * <pre>
 * signal [batch, time, leads]
 *   -> blocks: a convolution of one step to the bottleneck, and of that one convolution for each kernel; beside them the
 *      largest of every 3 steps and a convolution of one step; all side by side [batch, time, (kernels + 1) filters],
 *      batch normalization, ReLU
 *   -> after every third block the sum with the input of the first of the three, through a convolution of one step and batch
 *      normalization, and ReLU
 *   -> {@link PoolingHead}
 * </pre>
 *
 * Nothing has a stride. Time may be of any length and differ from batch to batch.
 */
@Description("InceptionTime for signals, as in the PTB-XL benchmark: convolutions of several widths side by side")
public final class Inception1d implements NetworkModel {

    private static final int BLOCKS_PER_SHORTCUT = 3;

    /** How deep and wide. */
    public record Params(
            @Description("Blocks; every third one ends a shortcut") @Default("6") @Positive @Max(30)
            int blocks,

            @Description("Filters of each kernel") @Default("32") @Positive
            int filters,

            @Description("Channels that the kernels see") @Default("32") @Positive
            int bottleneck,

            @Description("Steps that each kernel spans; odd numbers") @Default("[39, 19, 9]") @NotEmpty
            List<@Positive @Max(999) Integer> kernels,

            @Inline PoolingHead head) {

        public Params {
            kernels = SignalModels.odd("kernels", kernels);
        }

        private int channels() {
            return (kernels.size() + 1) * filters;
        }
    }

    private final Params params;
    private final Task task;

    @Inject
    public Inception1d(Params params, InputShape input, Task task) {
        SignalModels.signal(input, task);
        this.params = params;
        this.task = task;
    }

    @Override
    public String logits(GraphBuilder graph, String input) {
        return heads(graph, input, task).get(0);
    }

    @Override
    public List<String> heads(GraphBuilder graph, String input, Task asked) {
        Network network = new Network(graph);
        String x = new SignalBlocks(network, "stem").images().fromSignal(input);
        String start = x;
        for (int number = 0; number < params.blocks(); number++) {
            SignalBlocks block = new SignalBlocks(network, "block" + number);
            x = block(block, x);
            if (number % BLOCKS_PER_SHORTCUT == BLOCKS_PER_SHORTCUT - 1) {
                x = block.images().sumRelu(x, shortcut(block.within("shortcut"), start));
                start = x;
            }
        }
        return params.head().write(network, x, params.channels(), asked);
    }

    private String block(SignalBlocks block, String x) {
        String narrow = block.within("bottleneck").convolution(x, params.bottleneck(), 1, 1);
        List<String> sideBySide = new ArrayList<>();
        for (int kernel : params.kernels()) {
            sideBySide.add(block.convolution(narrow, params.filters(), kernel, 1));
        }
        SignalBlocks pooled = block.within("pooled");
        sideBySide.add(pooled.convolution(pooled.maxPool(x, 1), params.filters(), 1, 1));
        String all = block.images().concat(sideBySide.toArray(String[]::new));
        return block.images().batchNorm(all, BatchNorm.Options.of(Activation.RELU));
    }

    private String shortcut(SignalBlocks shortcut, String x) {
        return shortcut.convolution(x, params.channels(), 1, 1, Activation.IDENTITY);
    }
}
