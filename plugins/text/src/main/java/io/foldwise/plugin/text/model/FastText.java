package io.foldwise.plugin.text.model;

import com.google.inject.Inject;
import io.foldwise.layers.Network;
import io.foldwise.layers.embedding.Embedding;
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
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * fastText (Joulin et al. 2017, "Bag of Tricks for Efficient Text Classification"): the mean of vectors of tokens and of runs of
 * tokens, which share a limited number of vectors by a hash. Trained in seconds, and what slower networks have to beat.
 *
 * <pre>
 * tokens [batch, time] -> vectors of tokens, of pairs, of triples ..., summed up [batch, time, width]
 *   -> mean over time [batch, width] -> dropout -> logits [batch, labels]
 * </pre>
 */
@Description("fastText: mean of vectors of tokens and hashed n-grams, trained in seconds (Joulin et al. 2017)")
public final class FastText implements NetworkModel {

    private final Params params;
    private final Sequence input;
    private final int labels;

    /** How wide, which n-grams, and what is silenced in training. */
    public record Params(
            @Description("Width of the vectors") @Default("64") @Positive
            int width,

            @Description("Standard deviation of the vectors' first values") @Default("0.1") @Positive
            double embeddingStd,

            @Description(value = "Length of the longest n-grams", unit = "tokens") @Default("2") @Positive @Max(5)
            int ngrams,

            @Description("How many vectors n-grams of each length share") @Default("20000") @Positive @Max(1 << 24)
            int buckets,

            @Description("Share of values silenced in training, of the mean")
            @Default("0.2")
            @DecimalMin("0")
            @DecimalMax("0.95")
            double dropout) {}

    @Inject
    public FastText(Params params, InputShape input, Task task) {
        this.params = params;
        this.input = TokenModel.sequence("fasttext", input);
        this.labels = task.width();
    }

    @Override
    public String logits(GraphBuilder graph, String tokens) {
        Network net = new Network(graph);
        String x = net.embedding(tokens, TokenModel.embedding(input, params.width(), params.embeddingStd()));
        Embedding.Options hashed =
                Embedding.Options.of(params.buckets(), params.width()).withStd(params.embeddingStd());
        for (int length = 2; length <= params.ngrams(); length++) {
            x = net.sum(x, net.nGramEmbedding(tokens, length, hashed));
        }
        x = net.meanOverTime(x);
        x = net.dropout(x, params.dropout());
        return net.logits(x, labels);
    }
}
