package io.foldwise.plugin.text.model;

import com.google.inject.Inject;
import io.foldwise.layers.Network;
import io.foldwise.layers.image.ImageNetwork;
import io.foldwise.layers.transformer.TransformerSettings;
import io.foldwise.layers.transformer.TransformerSettings.Norm;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Sequence;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * A residual network with coordinate attention (Hou et al. 2021, "Coordinate Attention for Efficient Mobile Network Design")
 * that reads a report as an image, one row per token, one column per element of its vector. With {@code c} channels:
 *
 * <pre>
 * tokens [batch, time] -> embedding [batch, time, embedding] -> encoders of self-attention and feed-forward
 * x      = image of the sigmoid                                    [batch, length, embedding, 1]
 * skip   = convBn c 1x1 stride 2 (x)                                 [batch, length / 2, embedding / 2, c]
 * branch = convEncoder c/2 (convBn c/2 1x1 (x))                      [batch, length, embedding, c/2]
 *          attention (convBn c/4 1x1 (convBn c 3x3 (x)))             [batch, length, embedding, c/4]
 *          attention (convBn c/4 3x1 (convBn c 1x3 (x)))             [batch, length, embedding, c/4]
 * trunk  = convEncoder c (average pool 2 (mish (all branches)))      [batch, length / 2, embedding / 2, c]
 * result = convBn 1 1x1 (mish (trunk + skip)), flat                  [batch, length / 2 * embedding / 2]
 *   -> dropout -> logits [batch, labels]
 * </pre>
 *
 * The size that the defaults give, which is the published one, wants a GPU: 76 GFLOP per report and training step. Costs grow
 * with the square of {@code channels}, and linearly with {@code length} and {@code embedding}.
 */
@Description(
        "Residual CNN with coordinate attention on the report as an image (Hou et al. 2021); full size wants a GPU")
public final class CaResNet implements NetworkModel {

    private final Params params;
    private final Sequence input;
    private final int labels;

    /** The size of the image and of what reads it, and what is silenced in training. */
    public record Params(
            @Description(value = "Height of the image; longer reports are cut, an even number", unit = "tokens")
            @Default("64")
            @Positive
            int length,

            @Description("Width of the token embedding and of the image, an even number") @Default("128") @Positive
            int embedding,

            @Description("Blocks of self-attention and feed-forward before the image") @Default("3") @PositiveOrZero
            int encoders,

            @Description("Attention heads of such a block; they divide its width among them") @Default("8") @Positive
            int heads,

            @Description("Hidden units of such a block's feed-forward part") @Default("512") @Positive
            int feedForward,

            @Description("Share of attention weights silenced in training")
            @Default("0.5")
            @DecimalMin("0")
            @DecimalMax("0.95")
            double attentionDropout,

            @Description("Channels of the image after its branches, a multiple of 4; there are up to four times as"
                    + " many in between")
            @Default("128")
            @Positive
            int channels,

            @Description("Residual blocks of each convolutional encoder") @Default("2") @PositiveOrZero
            int blocks,

            @Description("Share of the last image's elements silenced in training")
            @Default("0.5")
            @DecimalMin("0")
            @DecimalMax("0.95")
            double dropout) {

        public Params {
            refuseOdd("length", length);
            refuseOdd("embedding", embedding);
            if (channels % 4 != 0) {
                throw new IllegalArgumentException(
                        channels + " channels cannot be shared among the branches; choose a multiple of 4");
            }
            if (encoders > 0 && heads > 0 && embedding % heads != 0) {
                throw new IllegalArgumentException(heads + " heads do not divide an embedding of " + embedding
                        + "; choose another number of heads");
            }
        }

        private static void refuseOdd(String name, int value) {
            if (value % 2 != 0) {
                throw new IllegalArgumentException(
                        name + " " + value + " is odd; choose an even number, as the image is halved");
            }
        }
    }

    @Inject
    public CaResNet(Params params, InputShape input, Task task) {
        this.params = params;
        this.input = TokenModel.sequence("ca-resnet", input);
        this.labels = task.width();
    }

    @Override
    public String logits(GraphBuilder graph, String tokens) {
        Network net = new Network(graph);
        String vectors = net.embedding(tokens, input.categories(), params.embedding());
        TransformerSettings encoder =
                new TransformerSettings(params.heads(), params.feedForward(), params.attentionDropout(), 0, Norm.POST);
        for (int i = 0; i < params.encoders(); i++) {
            vectors = net.transformerBlock(vectors, encoder);
        }
        String x = new ImageNetwork(net, "input").fromSequence(vectors, params.length());
        String skip = new ImageNetwork(net, "skip").convBn(x, params.channels(), 1, 1, 2);
        String trunk = trunk(net, branch1(net, x), branch2(net, x), branch3(net, x));
        ImageNetwork result = new ImageNetwork(net, "result");
        String y = result.convBn(result.mish(result.sum(trunk, skip)), 1, 1, 1);
        String flat = result.flatten(y, params.length() / 2, params.embedding() / 2, 1);
        return net.logits(net.dropout(flat, params.dropout()), labels);
    }

    private String branch1(Network net, String x) {
        int channels = params.channels() / 2;
        ImageNetwork branch = new ImageNetwork(net, "branch1");
        return branch.convEncoder(branch.convBn(x, channels, 1, 1), channels, params.blocks());
    }

    private String branch2(Network net, String x) {
        int channels = params.channels();
        ImageNetwork branch = new ImageNetwork(net, "branch2");
        return branch.coordinateAttention(branch.convBn(branch.convBn(x, channels, 3, 3), channels / 4, 1, 1));
    }

    private String branch3(Network net, String x) {
        int channels = params.channels();
        ImageNetwork branch = new ImageNetwork(net, "branch3");
        return branch.coordinateAttention(branch.convBn(branch.convBn(x, channels, 1, 3), channels / 4, 3, 1));
    }

    private String trunk(Network net, String... branches) {
        ImageNetwork trunk = new ImageNetwork(net, "trunk");
        String pooled = trunk.averagePool(trunk.mish(trunk.concat(branches)), 2);
        return trunk.convEncoder(pooled, params.channels(), params.blocks());
    }
}
