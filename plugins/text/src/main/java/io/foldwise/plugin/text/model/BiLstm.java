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
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * LSTM layers that read a report one way or both ways (Hochreiter and Schmidhuber 1997; Schuster and Paliwal 1997), whose
 * states are pooled over time.
 *
 * <pre>
 * tokens [batch, time] -> embedding [batch, time, embedding], whole channels dropped
 *   -> per layer: LSTM [batch, time, hidden or 2 hidden], dropout between layers
 *   -> poolings over time, side by side [batch, poolings * hidden or 2 hidden]
 *   -> dropout -> logits [batch, labels]
 * </pre>
 */
@Description("LSTM layers that read one way or both ways, pooled over time")
public final class BiLstm implements NetworkModel {

    private final Params params;
    private final TokenTask task;

    /** How wide and deep, which ways to read, and what is silenced in training. */
    public record Params(
            @Description("Width of the token embedding") @Default("128") @Positive
            int embedding,

            @Description("Standard deviation of the embedding's first values") @Default("1") @Positive
            double embeddingStd,

            @Description("Size of a layer's state, for each way of reading") @Default("128") @Positive
            int hidden,

            @Description("LSTM layers, each reading the states of the one before") @Default("1") @Positive @Max(8)
            int layers,

            @Description("Read each report backward as well") @Default("true")
            boolean bidirectional,

            @Description("Share of embedding channels silenced in training, each in a whole report")
            @Default("0.2")
            @DecimalMin("0")
            @DecimalMax("0.95")
            double embeddingDropout,

            @Description("Share of values silenced in training, between layers and before the logits")
            @Default("0.5")
            @DecimalMin("0")
            @DecimalMax("0.95")
            double dropout,

            @Description("What sums up the steps, side by side: any of max, mean, last, attention, labels")
            @Default("[max, mean]")
            @NotEmpty
            List<Pooling> pooling,

            @Description("Dropout before the logits is the mean of so many draws (multi-sample dropout)")
            @Default("1")
            @Positive
            int dropoutSamples) {}

    @Inject
    public BiLstm(Params params, InputShape input, Task task) {
        this.params = params;
        this.task = TokenTask.of("bilstm", input, task);
    }

    @Override
    public String logits(GraphBuilder graph, String tokens) {
        Network net = new Network(graph);
        String x = task.embedding(net, tokens, params.embedding(), params.embeddingStd());
        x = net.spatialDropout(x, params.embeddingDropout());
        for (int layer = 0; layer < params.layers(); layer++) {
            x = layer == 0 ? x : net.dropout(x, params.dropout());
            x = params.bidirectional() ? net.biLstm(x, params.hidden()) : net.lstm(x, params.hidden());
        }
        return task.logits(
                net,
                tokens,
                x,
                steps -> net.dropout(
                        Pooling.sideBySide(params.pooling(), net, steps, task.labels()),
                        params.dropout(),
                        params.dropoutSamples()));
    }
}
