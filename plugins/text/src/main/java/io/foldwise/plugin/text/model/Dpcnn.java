package io.foldwise.plugin.text.model;

import com.google.inject.Inject;
import io.foldwise.layers.Network;
import io.foldwise.layers.dense.Dense.Activation;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Sequence;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * DPCNN (Johnson and Zhang 2017, "Deep Pyramid Convolutional Neural Networks for Text Categorization"): convolutions over a text that
 * is halved again and again, so that the upper ones see all of it.
 *
 * <pre>
 * tokens [batch, time] -> embedding [batch, time, embedding] -> dropout
 *   -> convolution over 3 tokens [batch, time, filters] =: x
 *   -> x + two convolutions of ReLU of what they read
 *   -> per block: maxima of 3 steps at every second one [batch, time / 2, filters] =: x, x + two convolutions as before
 *   -> maximum over time [batch, filters] -> dropout -> logits [batch, labels]
 * </pre>
 *
 * Every block has weights of its own. A text that has become a single step stays one: blocks beyond log2 of the texts' length only
 * add depth.
 */
@Description("Deep pyramid CNN: convolutions over a text that is halved again and again (Johnson and Zhang 2017)")
public final class Dpcnn implements NetworkModel {

    private static final int WIDTH = 3;

    private final Params params;
    private final Sequence input;
    private final int labels;

    /** How wide and deep, and what is silenced in training. */
    public record Params(
            @Description("Width of the token embedding") @Default("128") @Positive
            int embedding,

            @Description("Standard deviation of the embedding's first values") @Default("1") @Positive
            double embeddingStd,

            @Description("Filters of every convolution") @Default("128") @Positive
            int filters,

            @Description("How often the text is halved, each time with two convolutions behind")
            @Default("4")
            @PositiveOrZero
            @Max(16)
            int blocks,

            @Description("Share of the embedding's values silenced in training")
            @Default("0.2")
            @DecimalMin("0")
            @DecimalMax("0.95")
            double embeddingDropout,

            @Description("Share of values silenced in training before the logits")
            @Default("0.5")
            @DecimalMin("0")
            @DecimalMax("0.95")
            double dropout) {}

    @Inject
    public Dpcnn(Params params, InputShape input, Task task) {
        this.params = params;
        this.input = TokenModel.sequence("dpcnn", input);
        this.labels = task.width();
    }

    @Override
    public String logits(GraphBuilder graph, String tokens) {
        Network net = new Network(graph);
        String x = net.embedding(tokens, TokenModel.embedding(input, params.embedding(), params.embeddingStd()));
        x = net.dropout(x, params.embeddingDropout());
        x = twoConvolutions(net, net.sequenceConvolution(x, params.filters(), WIDTH, Activation.IDENTITY));
        for (int block = 0; block < params.blocks(); block++) {
            x = twoConvolutions(net, net.halved(x));
        }
        x = net.maxOverTime(x);
        x = net.dropout(x, params.dropout());
        return net.logits(x, labels);
    }

    /** {@code x + W ReLU(V ReLU(x))} */
    private String twoConvolutions(Network net, String x) {
        String y = net.sequenceConvolution(net.relu(x), params.filters(), WIDTH, Activation.RELU);
        return net.sum(x, net.sequenceConvolution(y, params.filters(), WIDTH, Activation.IDENTITY));
    }
}
