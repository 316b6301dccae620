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
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.util.HashSet;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * TextCNN (Kim 2014, "Convolutional Neural Networks for Sentence Classification"): phrase detectors of several widths,
 * each reduced to its strongest response anywhere in the report.
 *
 * <pre>
 * tokens [batch, time] -> embedding [batch, time, embedding]
 *   -> per kernel width: convolution + ReLU, maximum over time -> [batch, filters * kernels]
 *   -> dropout -> logits [batch, labels]
 * </pre>
 *
 * Quick to train and hard to beat on phrases; blind to how far apart two phrases are.
 */
@Description("Text CNN: phrase detectors of several widths, maximum over time (Kim 2014)")
public final class TextCnn implements NetworkModel {

    private final Params params;
    private final Sequence input;
    private final int labels;

    /** Which phrases to look for, with how many detectors. */
    public record Params(
            @Description("Width of the token embedding") @Default("128") @Positive
            int embedding,

            @Description("Standard deviation of the embedding's first values") @Default("1") @Positive
            double embeddingStd,

            @Description("Phrase detectors of each width") @Default("128") @Positive
            int filters,

            @Description(value = "Widths of the phrases, all different", unit = "tokens")
            @Default("[2, 3, 4, 5]")
            @NotEmpty
            List<@Positive Integer> kernels,

            @Description("Share of detectors silenced in training") @Default("0.5") @DecimalMin("0") @DecimalMax("0.95")
            double dropout) {

        public Params {
            if (new HashSet<>(kernels).size() < kernels.size()) {
                throw new IllegalArgumentException(
                        "kernels " + kernels + " name a width twice; leave it out, and choose more filters instead");
            }
        }
    }

    @Inject
    public TextCnn(Params params, InputShape input, Task task) {
        this.params = params;
        this.input = TokenModel.sequence("text-cnn", input);
        this.labels = task.width();
    }

    @Override
    public String logits(GraphBuilder graph, String tokens) {
        Network net = new Network(graph);
        int[] widths = params.kernels().stream().mapToInt(Integer::intValue).toArray();
        String x = net.embedding(tokens, TokenModel.embedding(input, params.embedding(), params.embeddingStd()));
        x = net.textConvolution(x, params.filters(), widths);
        x = net.dropout(x, params.dropout());
        return net.logits(x, labels);
    }
}
