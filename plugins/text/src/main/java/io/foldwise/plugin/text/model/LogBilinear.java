package io.foldwise.plugin.text.model;

import com.google.inject.Inject;
import io.foldwise.layers.Network;
import io.foldwise.layers.dense.Dense;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import jakarta.validation.constraints.Positive;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * A log-bilinear language model (Mnih and Hinton 2007, "Three new graphical models for statistical language modelling"): masked tokens
 * are guessed from a linear combination of the vectors around and at their places, each place with a matrix of its own. Cheap, and its embedding is a
 * start for those of other networks. It is kin to continuous bags of words and skip-grams (Mikolov et al. 2013), whose sampled losses
 * are for vocabularies that are too large for the whole softmax that this one has.
 *
 * <pre>
 * tokens [batch, time] -> embedding [batch, time, embedding]
 *   -> sum over places within the window of matrix times vector [batch, time, embedding]
 *   -> logits of masked tokens; or of labels, maximum over time
 * </pre>
 */
@Description("Log-bilinear language model, for embeddings that are pre-trained on masked tokens (Mnih and Hinton 2007)")
public final class LogBilinear implements NetworkModel {

    private final Params params;
    private final TokenTask task;

    /** How wide, and how far it looks. */
    public record Params(
            @Description("Width of the token embedding: that of the network which starts from it")
            @Default("128")
            @Positive
            int embedding,

            @Description("Standard deviation of the embedding's first values") @Default("0.3") @Positive
            double embeddingStd,

            @Description(value = "How many places on either side are looked at", unit = "tokens")
            @Default("4")
            @Positive
            int window) {}

    @Inject
    public LogBilinear(Params params, InputShape input, Task task) {
        this.params = params;
        this.task = TokenTask.of("log-bilinear", input, task);
    }

    @Override
    public String logits(GraphBuilder graph, String tokens) {
        Network net = new Network(graph);
        String x = task.embedding(net, tokens, params.embedding(), params.embeddingStd());
        x = net.sequenceConvolution(x, params.embedding(), 2 * params.window() + 1, Dense.Activation.IDENTITY);
        return task.logits(net, tokens, x, net::maxOverTime);
    }
}
