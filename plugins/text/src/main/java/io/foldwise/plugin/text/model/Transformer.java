package io.foldwise.plugin.text.model;

import com.google.inject.Inject;
import io.foldwise.layers.Network;
import io.foldwise.layers.transformer.Positions;
import io.foldwise.layers.transformer.TransformerSettings;
import io.foldwise.layers.transformer.TransformerSettings.Norm;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * A transformer encoder (Vaswani et al. 2017, "Attention Is All You Need") whose steps are pooled: every token looks at every
 * other one, however far away.
 *
 * <pre>
 * tokens [batch, time] -> embedding [batch, time, width] -> + positions -> dropout
 *   -> blocks of self-attention and feed-forward [batch, time, width]
 *   -> poolings over time, side by side [batch, poolings * width]
 *   -> dropout -> logits [batch, labels]
 * </pre>
 *
 * On a few thousand reports it learns them by heart: keep it small, or let it start from weights that have guessed masked tokens of
 * many more, for which it has a linear layer at every masked step in place of poolings and logits.
 */
@Description("Transformer encoder, pooled over time (Vaswani et al. 2017)")
public final class Transformer implements NetworkModel {

    private final Params params;
    private final TokenTask task;

    /** How wide and deep, how tokens know their place, and what is silenced in training. */
    public record Params(
            @Description("Width of the token embedding and of everything between blocks") @Default("128") @Positive
            int width,

            @Description("Standard deviation of the embedding's first values") @Default("1") @Positive
            double embeddingStd,

            @Description("Blocks of self-attention and feed-forward") @Default("2") @Positive
            int blocks,

            @Description("Attention heads of a block; they divide its width among them") @Default("8") @Positive
            int heads,

            @Description("Hidden units of a block's feed-forward part") @Default("512") @Positive
            int feedForward,

            @Description("Share of values silenced in training, everywhere in the network")
            @Default("0.1")
            @DecimalMin("0")
            @DecimalMax("0.95")
            double dropout,

            @Description("How tokens know their place: learned, sinusoidal or none") @Default("learned")
            Positions.Kind positions,

            @Description("Layer normalization after each part of a block (post) or before it (pre)") @Default("post")
            Norm norm,

            @Description("What sums up the steps, side by side: any of max, mean, last, attention, labels")
            @Default("[mean]")
            @NotEmpty
            List<Pooling> pooling,

            @Description("Dropout before the logits is the mean of so many draws (multi-sample dropout)")
            @Default("1")
            @Positive
            int dropoutSamples) {

        public Params {
            if (heads > 0 && width % heads != 0) {
                throw new IllegalArgumentException(
                        heads + " heads do not divide a width of " + width + "; choose another number of heads");
            }
        }
    }

    @Inject
    public Transformer(Params params, InputShape input, Task task) {
        this.params = params;
        this.task = TokenTask.of("transformer", input, task);
    }

    @Override
    public String logits(GraphBuilder graph, String tokens) {
        Network net = new Network(graph);
        String x = task.embedding(net, tokens, params.width(), params.embeddingStd());
        x = net.positions(x, params.positions(), task.input().maxLength());
        x = net.dropout(x, params.dropout());
        TransformerSettings block =
                new TransformerSettings(params.heads(), params.feedForward(), params.dropout(), params.norm());
        for (int i = 1; i < params.blocks(); i++) {
            x = net.transformerBlock(x, block);
        }
        x = task.lastBlock(net, tokens, x, block);
        x = params.norm() == Norm.PRE ? net.layerNorm(x) : x;
        return task.logitsOfLast(net, x, steps -> {
            String pooled = Pooling.sideBySide(params.pooling(), net, steps, task.labels());
            return net.dropout(pooled, params.dropout(), params.dropoutSamples());
        });
    }
}
