package io.foldwise.layers.picture;

import io.foldwise.layers.Network;
import io.foldwise.layers.transformer.TransformerSettings;
import io.foldwise.layers.transformer.TransformerSettings.Norm;

/**
 * A residual network with coordinate attention that reads a text as a picture: transformer blocks over the tokens' vectors,
 * whose results are the rows of a picture; three branches of convolutions of different shapes; an encoder over all of them.
 * With {@code c} channels:
 *
 * <pre>{@code
 * x      = sigmoid of the tokens' vectors                                [length, width, 1]
 * skip   = convBn c 1x1 stride 2 (x)                                     [length / 2, width / 2, c]
 * branch = convEncoder c/2 (convBn c/2 1x1 (x))                          [length, width, c/2]
 *          attention (convBn c/4 1x1 (convBn c 3x3 (x)))                 [length, width, c/4]
 *          attention (convBn c/4 3x1 (convBn c 1x3 (x)))                 [length, width, c/4]
 * y      = convEncoder c (average pool 2 (mish (all branches)))          [length / 2, width / 2, c]
 * result = convBn 1 1x1 (mish (y + skip)), flat                          [length / 2 * width / 2]
 * }</pre>
 */
public final class CaResNet {

    private final Settings settings;

    public CaResNet(Settings settings) {
        this.settings = settings;
    }

    /**
     * What may be chosen.
     *
     * @param length number of tokens looked at: longer texts are cut; even
     * @param width length of a token's vector, even and divisible by {@code heads}
     * @param encoders number of transformer blocks, 0 or more
     * @param heads attention heads of a transformer block
     * @param feedForward hidden units of a transformer block
     * @param attentionDropout share of attention weights that training drops
     * @param channels the {@code c} above, divisible by 4; costs grow with its square
     * @param residualBlocks number of residual blocks in a convolutional encoder
     * @param dropout share of the result's elements that training drops
     */
    public record Settings(
            int length,
            int width,
            int encoders,
            int heads,
            int feedForward,
            double attentionDropout,
            int channels,
            int residualBlocks,
            double dropout) {

        /** The published size: 76 GFLOP per text and training step. */
        public static final Settings FULL = new Settings(64, 128, 3, 8, 512, 0.5, 128, 2, 0.5);

        /** A size for a few processor cores: 0.6 GFLOP per text and training step. */
        public static final Settings SMALL = new Settings(64, 64, 1, 4, 128, 0.5, 16, 1, 0.5);

        public Settings {
            if (length < 2 || width < 2 || length % 2 + width % 2 > 0) {
                throw new IllegalArgumentException(
                        "length and width of a CA-ResNet must be even, not " + length + " and " + width);
            }
            if (channels < 4 || channels % 4 > 0) {
                throw new IllegalArgumentException(
                        "the channels of a CA-ResNet must be divisible by 4, which " + channels + " is not");
            }
            if (encoders < 0 || residualBlocks < 0) {
                throw new IllegalArgumentException(
                        "a CA-ResNet cannot have " + encoders + " encoders and " + residualBlocks + " residual blocks");
            }
        }
    }

    /**
     * Adds the network behind the tokens' vectors.
     *
     * @param vectors a vertex {@code [batch, time, width]}
     * @return a vertex {@code [batch, length / 2 * width / 2]}, dropout included
     */
    public String features(Network network, String vectors) {
        TransformerSettings encoder = new TransformerSettings(
                settings.heads(), settings.feedForward(), settings.attentionDropout(), 0, Norm.POST);
        String sequence = vectors;
        for (int i = 0; i < settings.encoders(); i++) {
            sequence = network.transformerBlock(sequence, encoder);
        }
        String x = new PictureNetwork(network, "input").fromSequence(sequence, settings.length());
        String skip = new PictureNetwork(network, "skip").convBn(x, settings.channels(), 1, 1, 2);
        String trunk = trunk(network, branch1(network, x), branch2(network, x), branch3(network, x));
        PictureNetwork net = new PictureNetwork(network, "result");
        String y = net.convBn(net.mish(net.sum(trunk, skip)), 1, 1, 1);
        String flat = net.flatten(y, settings.length() / 2, settings.width() / 2, 1);
        return network.dropout(flat, settings.dropout());
    }

    private String branch1(Network network, String x) {
        int channels = settings.channels() / 2;
        PictureNetwork net = new PictureNetwork(network, "branch1");
        return net.convEncoder(net.convBn(x, channels, 1, 1), channels, settings.residualBlocks());
    }

    private String branch2(Network network, String x) {
        int channels = settings.channels();
        PictureNetwork net = new PictureNetwork(network, "branch2");
        return net.coordinateAttention(net.convBn(net.convBn(x, channels, 3, 3), channels / 4, 1, 1));
    }

    private String branch3(Network network, String x) {
        int channels = settings.channels();
        PictureNetwork net = new PictureNetwork(network, "branch3");
        return net.coordinateAttention(net.convBn(net.convBn(x, channels, 1, 3), channels / 4, 3, 1));
    }

    private String trunk(Network network, String... branches) {
        PictureNetwork net = new PictureNetwork(network, "trunk");
        String pooled = net.averagePool(net.mish(net.concat(branches)), 2);
        return net.convEncoder(pooled, settings.channels(), settings.residualBlocks());
    }
}
