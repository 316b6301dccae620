package io.foldwise.plugin.signal.model;

import io.foldwise.layers.Network;
import io.foldwise.layers.image.Activation;
import io.foldwise.layers.image.ImageNetwork;
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
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * LSTM layers that read both ways (Hochreiter and Schmidhuber 1997; Schuster and Paliwal 1997) what strided convolutions made of a
 * signal.
 *
 * <pre>
 * signal [batch, time, leads]
 *   -> for each stride a convolution, batch normalization, ReLU [batch, time / strides, channels]
 *   -> per layer: LSTM both ways [batch, time / strides, 2 hidden], dropout between layers
 *   -> {@link PoolingHead}
 * </pre>
 *
 * Time may be of any length and differ from batch to batch. An LSTM's time grows with its steps, one after another: the strides
 * are what makes it affordable.
 */
@Description("LSTM layers that read both ways what strided convolutions made of a signal")
public final class BiLstm1d implements NetworkModel {

    /** How wide and deep. */
    public record Params(
            @Description("Channels of the convolutions") @Default("64") @Positive
            int channels,

            @Description("Steps that a convolution spans; an odd number") @Default("7") @Positive @Max(999)
            int kernel,

            @Description("Stride of each convolution; their number is how many there are")
            @Default("[2, 2, 2]")
            @NotEmpty
            List<@Positive @Max(100) Integer> strides,

            @Description("Size of a layer's state, for each way of reading") @Default("64") @Positive
            int hiddenState,

            @Description("LSTM layers, each reading the states of the one before") @Default("1") @Positive @Max(8)
            int layers,

            @Inline PoolingHead head) {

        public Params {
            strides = List.copyOf(strides);
            SignalModels.odd("kernel", List.of(kernel));
        }
    }

    private final Params params;
    private final Task task;

    @Inject
    public BiLstm1d(Params params, InputShape input, Task task) {
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
        SignalBlocks stem = new SignalBlocks(network, "stem");
        String x = stem.images().fromSignal(input);
        for (int stride : params.strides()) {
            x = stem.convolution(x, params.channels(), params.kernel(), stride, Activation.RELU);
        }
        x = stem.images().toSignal(x);
        for (int layer = 0; layer < params.layers(); layer++) {
            x = layer == 0 ? x : network.dropout(x, params.head().dropout());
            x = network.biLstm(x, params.hiddenState());
        }
        String states = new ImageNetwork(network, "states").fromSignal(x);
        return params.head().write(network, states, 2 * params.hiddenState(), asked);
    }
}
