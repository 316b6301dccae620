package io.foldwise.plugin.signal.model;

import io.foldwise.layers.Network;
import io.foldwise.layers.image.Activation;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * A residual network for signals: xresnet1d of the PTB-XL benchmark (Strodthoff, Wagner, Schaeffter, Samek: Deep learning for
 * ECG analysis, 2020), after He et al. (Bag of tricks for image classification, 2018), with the same width in all stages.
 *
 * <pre>
 * signal [batch, time, leads]
 *   -> three convolutions of 5 steps, the first with stride 2 [batch, time / 2, channels]
 *   -> the largest of every 3 steps, with stride 2 [batch, time / 4, channels]
 *   -> stages of residual blocks, each but the first with stride 2 [batch, time / 32, channels or 4 channels]
 *   -> {@link PoolingHead}
 * </pre>
 *
 * Each convolution is followed by batch normalization. A block of depth 18 has two convolutions; one of 50 and 101 is a
 * bottleneck of 1, {@code kernel} and 1 steps, whose last convolution has four times the channels. A shortcut averages pairs of
 * steps where the stride is 2, and has a convolution of one step where channels change. The gain of a block's
 * last batch normalization starts at 0. Time may be of any length and differ from batch to batch.
 *
 * <p>Vertices are called {@code stem-P-convolution-1} and {@code stem-P-batch-norm-1} for part P, from 0, of the stem,
 * {@code stageS-B-P-convolution-1} for part P of block B, from 0, of stage S, from 1, and {@code stageS-B-shortcut-convolution-1}:
 * so that short rules turn the published names into these.
 */
@Description("A residual network for signals, as in the PTB-XL benchmark: xresnet1d of depth 18, 50 or 101")
public final class XResNet1d implements NetworkModel {

    private static final int STEM_KERNEL = 5;

    /**
     * What a depth stands for.
     *
     * @param expansion channels that a block ends in, as a multiple of those inside; blocks with more than 1 are bottlenecks
     * @param blocks how many each stage has
     */
    record Depth(int expansion, int... blocks) {

        static Depth of(int layers) {
            return switch (layers) {
                case 18 -> new Depth(1, 2, 2, 2, 2);
                case 50 -> new Depth(4, 3, 4, 6, 3);
                case 101 -> new Depth(4, 3, 4, 23, 3);
                default -> throw new IllegalArgumentException("depth must be 18, 50 or 101");
            };
        }

        private boolean bottlenecks() {
            return expansion > 1;
        }
    }

    /** How deep and wide. */
    public record Params(
            @Description("Layers of the published networks: 18, 50 or 101; 0.4, 1.0 and 1.9 million weights")
            @Default("50")
            int depth,

            @Description("Channels of all stages; blocks of depth 50 and 101 end in four times as many")
            @Default("64")
            @Min(2)
            int channels,

            @Description("Steps that a convolution of a block spans; an odd number") @Default("5") @Positive @Max(999)
            int kernel,

            @Description("Let each block start as its shortcut alone: the gain of its last normalization starts at 0")
            @Default("true")
            boolean zeroStart,

            @Inline PoolingHead head) {

        public Params {
            Depth.of(depth);
            SignalModels.odd("kernel", List.of(kernel));
        }
    }

    private final Params params;
    private final Depth depth;
    private final int outputs;
    private final Task task;

    @Inject
    public XResNet1d(Params params, InputShape input, Task task) {
        this(params, Depth.of(params.depth()), input, task);
    }

    XResNet1d(Params params, Depth depth, InputShape input, Task task) {
        SignalModels.signal(input, task);
        this.params = params;
        this.depth = depth;
        this.outputs = depth.expansion() * params.channels();
        this.task = task;
    }

    @Override
    public String logits(GraphBuilder graph, String input) {
        return heads(graph, input, task).get(0);
    }

    @Override
    public List<String> heads(GraphBuilder graph, String input, Task asked) {
        Network network = new Network(graph);
        String x = stem(new SignalBlocks(network, "stem"), input);
        for (int stage = 0; stage < depth.blocks().length; stage++) {
            for (int number = 0; number < depth.blocks()[stage]; number++) {
                SignalBlocks place = new SignalBlocks(network, "stage" + (stage + 1) + "-" + number);
                boolean widens = depth.bottlenecks() && stage == 0 && number == 0;
                x = block(place, x, stage > 0 && number == 0 ? 2 : 1, widens);
            }
        }
        return params.head().write(network, x, outputs, asked);
    }

    private String stem(SignalBlocks stem, String signal) {
        int narrow = params.channels() / 2;
        String x = stem.images().fromSignal(signal);
        x = stem.within("0").convolution(x, narrow, STEM_KERNEL, 2, Activation.RELU);
        x = stem.within("1").convolution(x, narrow, STEM_KERNEL, 1, Activation.RELU);
        x = stem.within("2").convolution(x, params.channels(), STEM_KERNEL, 1, Activation.RELU);
        return stem.maxPool(x, 2);
    }

    private String block(SignalBlocks block, String x, int stride, boolean widens) {
        String branch = depth.bottlenecks()
                ? bottleneck(block, x, stride)
                : block.twoConvolutions(x, outputs, params.kernel(), stride, params.zeroStart());
        String shortcut = block.shortcut(x, stride);
        if (widens) {
            shortcut = block.within("shortcut").convolution(shortcut, outputs, 1, 1, Activation.IDENTITY);
        }
        return block.images().sumRelu(branch, shortcut);
    }

    private String bottleneck(SignalBlocks block, String x, int stride) {
        String y = block.within("0").convolution(x, params.channels(), 1, 1, Activation.RELU);
        y = block.within("1").convolution(y, params.channels(), params.kernel(), stride, Activation.RELU);
        return block.within("2").lastConvolution(y, outputs, 1, params.zeroStart());
    }
}
