package io.foldwise.plugin.text.model;

import com.google.inject.Inject;
import io.foldwise.layers.Network;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * Gated recurrent units that read both ways (Cho et al. 2014), whose states are averaged with learned weights: the word level of
 * Yang et al. 2016, "Hierarchical Attention Networks for Document Classification", and near to Zhou et al. 2016, "Attention-Based
 * Bidirectional LSTM Networks for Relation Classification".
 *
 * <pre>
 * tokens [batch, time] -> embedding [batch, time, embedding], whole channels dropped
 *   -> per layer: GRU both ways [batch, time, 2 hidden], dropout between layers =: h
 *   -> sum_t w_t h_t, w = softmax_t(tanh(h_t W + b) . query) [batch, 2 hidden]
 *   -> dropout -> logits [batch, labels]
 * </pre>
 */
@Description("Two-way GRU layers, averaged by attention with a hidden layer (Yang et al. 2016)")
public final class BiGruAttention implements NetworkModel {

    private final Params params;
    private final TokenTask task;

    /** How wide and deep, and what is silenced in training. */
    public record Params(
            @Description("Width of the token embedding") @Default("128") @Positive
            int embedding,

            @Description("Standard deviation of the embedding's first values") @Default("1") @Positive
            double embeddingStd,

            @Description("Size of a layer's state, for each way of reading") @Default("128") @Positive
            int hidden,

            @Description("GRU layers, each reading the states of the one before") @Default("1") @Positive @Max(8)
            int layers,

            @Description("Hidden units of the attention") @Default("128") @Positive
            int attention,

            @Description("Share of embedding channels silenced in training, each in a whole report")
            @Default("0.2")
            @DecimalMin("0")
            @DecimalMax("0.95")
            double embeddingDropout,

            @Description("Share of values silenced in training, between layers and before the logits")
            @Default("0.5")
            @DecimalMin("0")
            @DecimalMax("0.95")
            double dropout) {}

    @Inject
    public BiGruAttention(Params params, InputShape input, Task task) {
        this.params = params;
        this.task = TokenTask.of("bigru-attention", input, task);
    }

    @Override
    public String logits(GraphBuilder graph, String tokens) {
        Network net = new Network(graph);
        String x = task.embedding(net, tokens, params.embedding(), params.embeddingStd());
        x = net.spatialDropout(x, params.embeddingDropout());
        for (int layer = 0; layer < params.layers(); layer++) {
            x = layer == 0 ? x : net.dropout(x, params.dropout());
            x = net.biGru(x, params.hidden());
        }
        return task.logits(
                net,
                tokens,
                x,
                steps -> net.dropout(net.attentionOverTime(steps, params.attention()), params.dropout()));
    }
}
