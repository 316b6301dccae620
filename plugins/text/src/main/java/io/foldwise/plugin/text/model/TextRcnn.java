package io.foldwise.plugin.text.model;

import com.google.inject.Inject;
import io.foldwise.layers.Network;
import io.foldwise.layers.dense.Dense.Activation;
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
 * TextRCNN (Lai et al. 2015, "Recurrent Convolutional Neural Networks for Text Classification"): every token beside what
 * an LSTM knows of its surroundings, projected, and reduced to the strongest response anywhere in the report.
 *
 * <pre>
 * tokens [batch, time] -> embedding [batch, time, embedding] -> dropout =: e
 *   -> two-way LSTM layers, dropout between -> [batch, time, 2 hidden] =: h
 *   -> [e, h] -> linear + tanh [batch, time, projection] -> maximum over time [batch, projection]
 *   -> dropout -> logits [batch, labels]
 * </pre>
 *
 * The best of the models here that are cheap to train. Dropout on the embedding carries much of that.
 */
@Description("TextRCNN: tokens beside their LSTM context, projected, maximum over time (Lai et al. 2015)")
public final class TextRcnn implements NetworkModel {

    private final Params params;
    private final TokenTask task;

    /** How wide and deep, and what is silenced in training. */
    public record Params(
            @Description("Width of the token embedding") @Default("200") @Positive
            int embedding,

            @Description("Standard deviation of the embedding's first values") @Default("1") @Positive
            double embeddingStd,

            @Description("Size of an LSTM layer's state, for each way of reading") @Default("128") @Positive
            int hidden,

            @Description("LSTM layers, each reading the states of the one before") @Default("2") @Positive @Max(8)
            int layers,

            @Description("Detectors that look at a token and its context") @Default("256") @Positive
            int projection,

            @Description("Share of the embedding's values silenced in training")
            @Default("0.5")
            @DecimalMin("0")
            @DecimalMax("0.95")
            double embeddingDropout,

            @Description("Share of values silenced in training, between layers and before the logits")
            @Default("0.5")
            @DecimalMin("0")
            @DecimalMax("0.95")
            double dropout,

            @Description("Dropout before the logits is the mean of so many draws (multi-sample dropout)")
            @Default("1")
            @Positive
            int dropoutSamples) {}

    @Inject
    public TextRcnn(Params params, InputShape input, Task task) {
        this.params = params;
        this.task = TokenTask.of("text-rcnn", input, task);
    }

    @Override
    public String logits(GraphBuilder graph, String tokens) {
        Network net = new Network(graph);
        String embedded = task.embedding(net, tokens, params.embedding(), params.embeddingStd());
        embedded = net.dropout(embedded, params.embeddingDropout());
        String context = net.biLstm(embedded, params.hidden());
        for (int layer = 1; layer < params.layers(); layer++) {
            context = net.biLstm(net.dropout(context, params.dropout()), params.hidden());
        }
        String x = net.concat(embedded, context); // [batch, time, embedding + 2 hidden]
        x = net.dense(x, params.projection(), Activation.TANH);
        return task.logits(
                net,
                tokens,
                x,
                steps -> net.dropout(net.maxOverTime(steps), params.dropout(), params.dropoutSamples()));
    }
}
