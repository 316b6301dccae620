package io.foldwise.plugin.text.model;

import com.google.inject.Inject;
import io.foldwise.layers.Network;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Sequence;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * A hierarchical attention network (Yang et al. 2016, "Hierarchical Attention Networks for Document Classification"): tokens are
 * summed up to segments, segments to the text.
 *
 * <pre>
 * tokens [batch, time] -> embedding [batch, time, embedding], whole channels dropped
 *   -> GRU both ways [batch, time, 2 hidden] -> attention in every segment [batch, segments, 2 hidden]
 *   -> dropout -> GRU both ways [batch, segments, 2 hidden] -> attention [batch, 2 hidden]
 *   -> dropout -> logits [batch, labels]
 * </pre>
 *
 * Unlike in the paper, segments are runs of equally many tokens, not sentences, which anonymous tokens do not tell; and the lower GRU
 * reads across their ends.
 */
@Description("Hierarchical attention network: GRUs and attention over tokens, then over segments (Yang et al. 2016)")
public final class Han implements NetworkModel {

    private final Params params;
    private final Sequence input;
    private final int labels;

    /** How wide, how long segments are, and what is silenced in training. */
    public record Params(
            @Description("Width of the token embedding") @Default("128") @Positive
            int embedding,

            @Description("Standard deviation of the embedding's first values") @Default("1") @Positive
            double embeddingStd,

            @Description("Size of a GRU's state, for each way of reading") @Default("64") @Positive
            int hidden,

            @Description("Hidden units of each attention") @Default("64") @Positive
            int attention,

            @Description(value = "How many tokens become one step of the upper level", unit = "tokens")
            @Default("10")
            @Positive
            int segment,

            @Description("Share of embedding channels silenced in training, each in a whole report")
            @Default("0.2")
            @DecimalMin("0")
            @DecimalMax("0.95")
            double embeddingDropout,

            @Description("Share of values silenced in training, between the levels and before the logits")
            @Default("0.3")
            @DecimalMin("0")
            @DecimalMax("0.95")
            double dropout) {}

    @Inject
    public Han(Params params, InputShape input, Task task) {
        this.params = params;
        this.input = TokenModel.sequence("han", input);
        this.labels = task.width();
    }

    @Override
    public String logits(GraphBuilder graph, String tokens) {
        Network net = new Network(graph);
        String x = net.embedding(tokens, TokenModel.embedding(input, params.embedding(), params.embeddingStd()));
        x = net.spatialDropout(x, params.embeddingDropout());
        x = net.biGru(x, params.hidden());
        x = net.attentionOverSegments(x, params.attention(), params.segment());
        x = net.dropout(x, params.dropout());
        x = net.biGru(x, params.hidden());
        x = net.attentionOverTime(x, params.attention());
        x = net.dropout(x, params.dropout());
        return net.logits(x, labels);
    }
}
