package io.foldwise.layers;

import io.foldwise.layers.convolution.SequenceConvolution;
import io.foldwise.layers.convolution.TextConvolution;
import io.foldwise.layers.dense.Dense;
import io.foldwise.layers.dropout.Dropout;
import io.foldwise.layers.embedding.Embedding;
import io.foldwise.layers.embedding.HashedNGrams;
import io.foldwise.layers.normalization.LayerNorm;
import io.foldwise.layers.pooling.AttentionPooling;
import io.foldwise.layers.pooling.HalvingPooling;
import io.foldwise.layers.pooling.HiddenAttentionPooling;
import io.foldwise.layers.pooling.LabelAttentionPooling;
import io.foldwise.layers.pooling.SegmentAttention;
import io.foldwise.layers.pooling.TimePooling;
import io.foldwise.layers.pooling.TimePooling.Reduction;
import io.foldwise.layers.recurrent.Gru;
import io.foldwise.layers.recurrent.Lstm;
import io.foldwise.layers.recurrent.Reading;
import io.foldwise.layers.token.MarkedSteps;
import io.foldwise.layers.token.ShownTokens;
import io.foldwise.layers.token.WithMarks;
import io.foldwise.layers.transformer.MarkedTransformerBlock;
import io.foldwise.layers.transformer.Positions;
import io.foldwise.layers.transformer.TransformerBlock;
import io.foldwise.layers.transformer.TransformerSettings;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * Writes a network into Deeplearning4j's graph builder, block by block:
 *
 * <pre>{@code
 * graph.addInputs("tokens").setInputTypes(Network.tokens());
 * Network net = new Network(graph);
 * String x = net.embedding("tokens", vocabulary, 128);
 * x = net.maxOverTime(x);
 * String logits = net.logits(x, labels);
 * }</pre>
 *
 * Every method takes the names of vertices and returns the name of the last vertex it added; names read
 * {@code block-part-index} and are unique by themselves. Sequences are {@code [batch, time, channels]}, token ids
 * {@code [batch, time]} in the network's data type, masks {@code [batch, time]} of ones and zeros with the padding at the
 * right end. The number of steps is nowhere fixed and may change with every batch.
 *
 * <p>Whoever predicts hands the masks over in the same call, {@code output(false, inputs, masks)}: a mask that was set
 * before by {@code setLayerMaskArrays} is ignored by {@code output} and {@code outputSingle}.
 */
public final class Network {

    private final GraphBuilder graph;

    public Network(GraphBuilder graph) {
        this.graph = graph;
    }

    /** Input type of token ids {@code [batch, time]}, for {@code setInputTypes}. */
    public static InputType tokens() {
        return sequence(1);
    }

    /** Input type of sequences {@code [batch, time, channels]}, for {@code setInputTypes}. */
    public static InputType sequence(int channels) {
        return InputType.recurrent(channels, RNNFormat.NWC);
    }

    /** Tokens {@code [batch, time]} to vectors {@code [batch, time, width]}. */
    public String embedding(String tokens, int vocabulary, int width) {
        return embedding(tokens, Embedding.Options.of(vocabulary, width));
    }

    /** The same with all options. */
    public String embedding(String tokens, Embedding.Options options) {
        return add("embedding", new Embedding(options), tokens);
    }

    /**
     * Vectors of runs of neighbouring tokens, which are told apart by a hash: tokens {@code [batch, time]} to {@code [batch, time,
     * width]}.
     *
     * @param length tokens of a run
     * @param options its vocabulary is the number of buckets
     */
    public String nGramEmbedding(String tokens, int length, Embedding.Options options) {
        String hashed = add("hashed-" + length + "-grams", new HashedNGrams(length, options.vocabulary()), tokens);
        return embedding(hashed, options);
    }

    /** In training, drops single values of sequences or vectors; a rate of 0 adds nothing. */
    public String dropout(String x, double rate) {
        return dropout("dropout-value", x, rate, Dropout.Unit.VALUE);
    }

    /**
     * In training, multiplies with the mean of several masks that drop single values: what a linear layer makes of it is the mean of
     * what it makes of each (multi-sample dropout, Inoue 2019). A rate of 0 adds nothing.
     */
    public String dropout(String x, double rate, int samples) {
        return rate == 0 ? x : add("dropout-value", new Dropout(rate, Dropout.Unit.VALUE, samples), x);
    }

    /** In training, drops whole channels of sequences {@code [batch, time, channels]}; a rate of 0 adds nothing. */
    public String spatialDropout(String sequence, double rate) {
        return dropout("dropout-channel", sequence, rate, Dropout.Unit.CHANNEL);
    }

    /** In training, drops whole steps of sequences {@code [batch, time, channels]}; a rate of 0 adds nothing. */
    public String tokenDropout(String sequence, double rate) {
        return dropout("dropout-step", sequence, rate, Dropout.Unit.STEP);
    }

    private String dropout(String block, String x, double rate, Dropout.Unit unit) {
        return rate == 0 ? x : add(block, new Dropout(rate, unit), x);
    }

    /** Reads forward: {@code [batch, time, channels]} to {@code [batch, time, hidden]}. */
    public String lstm(String sequence, int hidden) {
        return add("lstm", new Lstm(hidden, Reading.FORWARD), sequence);
    }

    /** Reads both ways: {@code [batch, time, channels]} to {@code [batch, time, 2 hidden]}. */
    public String biLstm(String sequence, int hidden) {
        return add("bilstm", new Lstm(hidden, Reading.BOTH_WAYS), sequence);
    }

    /** Gated recurrent units that read both ways: {@code [batch, time, channels]} to {@code [batch, time, 2 hidden]}. */
    public String biGru(String sequence, int hidden) {
        return add("bigru", new Gru(hidden, Reading.BOTH_WAYS), sequence);
    }

    /** The largest value of every channel: {@code [batch, time, channels]} to {@code [batch, channels]}. */
    public String maxOverTime(String sequence) {
        return add("pooling-max", new TimePooling(Reduction.MAX), sequence);
    }

    /** The average of every channel: {@code [batch, time, channels]} to {@code [batch, channels]}. */
    public String meanOverTime(String sequence) {
        return add("pooling-mean", new TimePooling(Reduction.MEAN), sequence);
    }

    /** The last real step: {@code [batch, time, channels]} to {@code [batch, channels]}. */
    public String lastStep(String sequence) {
        return add("pooling-last", new TimePooling(Reduction.LAST), sequence);
    }

    /**
     * Convolutions of several widths, ReLU, and maximum over time: {@code [batch, time, channels]} to
     * {@code [batch, widths * filters]}.
     *
     * @param filters filters per width
     */
    public String textConvolution(String sequence, int filters, int... widths) {
        return textConvolution(sequence, TextConvolution.Options.same(filters, widths));
    }

    /** The same with all options. */
    public String textConvolution(String sequence, TextConvolution.Options options) {
        return add("text-convolution", new TextConvolution(options), sequence);
    }

    /**
     * A convolution that keeps the steps, with zeros outside every sequence: {@code [batch, time, channels]} to
     * {@code [batch, time, filters]}.
     *
     * @param width steps that a window spans
     */
    public String sequenceConvolution(String sequence, int filters, int width, Dense.Activation activation) {
        return add("sequence-convolution", new SequenceConvolution(filters, width, activation), sequence);
    }

    /**
     * Tells every step where it stands: {@code [batch, time, width]} to the same shape. Gives back what it got for
     * {@code Kind.NONE}.
     *
     * @param maxLength number of steps of the longest sequence; means something for learned positions only
     */
    public String positions(String sequence, Positions.Kind kind, int maxLength) {
        return kind == Positions.Kind.NONE ? sequence : add("positions", new Positions(kind, maxLength), sequence);
    }

    /**
     * A block of a transformer encoder, self-attention and feed-forward: {@code [batch, time, width]} to the same shape.
     * After the last block with {@code Norm.PRE} put a layer normalization.
     */
    public String transformerBlock(String sequence, TransformerSettings settings) {
        return add("transformer-block", new TransformerBlock(settings), sequence);
    }

    /**
     * A block whose feed-forward part is computed for steps with marked tokens alone, for the last block of a network that answers there:
     * {@code [batch, time, width]} to {@code [batch, most, width]}, as {@link #markedSteps} of a {@link #transformerBlock}.
     *
     * @param ids with marks, {@code [batch, time]}
     */
    public String markedTransformerBlock(String sequence, String ids, int vocabulary, TransformerSettings settings) {
        String marked = add("marks", new WithMarks(vocabulary), sequence, ids);
        return add("transformer-block", new MarkedTransformerBlock(settings), marked);
    }

    /** An average weighted by a learned query: {@code [batch, time, channels]} to {@code [batch, channels]}. */
    public String attentionOverTime(String sequence) {
        return add("pooling-attention", new AttentionPooling(), sequence);
    }

    /**
     * An average weighted by a learned query and a hidden layer: {@code [batch, time, channels]} to {@code [batch, channels]}.
     *
     * @param hidden units of the hidden layer
     */
    public String attentionOverTime(String sequence, int hidden) {
        return add("pooling-attention", new HiddenAttentionPooling(hidden), sequence);
    }

    /**
     * The same for every run of so many steps: {@code [batch, time, channels]} to {@code [batch, ceil(time / segment),
     * channels]}.
     */
    public String attentionOverSegments(String sequence, int hidden, int segment) {
        return add("segment-attention", new SegmentAttention(hidden, segment), sequence);
    }

    /** An average in which steps count that fit a label: {@code [batch, time, channels]} to {@code [batch, channels]}. */
    public String labelAttentionOverTime(String sequence, int labels) {
        return add("pooling-labels", new LabelAttentionPooling(labels), sequence);
    }

    /** Maxima of three steps, at every second one: {@code [batch, time, channels]} to {@code [batch, ceil(time / 2), channels]}. */
    public String halved(String sequence) {
        return add("halving", new HalvingPooling(), sequence);
    }

    /** The sum of sequences of the same shape, or of vectors. */
    public String sum(String... summands) {
        return add("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), summands);
    }

    /** ReLU of every value of sequences or vectors. */
    public String relu(String x) {
        return add("relu", new ActivationLayer(org.nd4j.linalg.activations.Activation.RELU), x);
    }

    /** Vectors side by side: {@code [batch, a]}, {@code [batch, b]}, ... to {@code [batch, a + b + ...]}. */
    public String concat(String... vectors) {
        return add("concat", new MergeVertex(), vectors);
    }

    /** Token ids {@code [batch, time]} without marks, which {@link io.foldwise.layers.token.Marks} explains. */
    public String shownTokens(String ids, int vocabulary) {
        return add("tokens-shown", new ShownTokens(vocabulary), ids);
    }

    /**
     * The steps whose tokens are marked: {@code [batch, time, channels]} to {@code [batch, most, channels]}, see {@link MarkedSteps}.
     *
     * @param ids with marks, {@code [batch, time]}
     */
    public String markedSteps(String sequence, String ids, int vocabulary) {
        return add("steps-marked", new MarkedSteps(vocabulary), sequence, ids);
    }

    /** A linear map and an activation, at every step of sequences or on vectors. */
    public String dense(String x, int width, Dense.Activation activation) {
        return add("dense", new Dense(width, activation), x);
    }

    /** Layer normalization over the channels, at every step of sequences or on vectors. */
    public String layerNorm(String x) {
        return add("layer-norm", new LayerNorm(), x);
    }

    /** A linear map without activation, {@code [batch, channels]} to {@code [batch, labels]}. */
    public String logits(String vector, int labels) {
        return add("logits", new Dense(labels, Dense.Activation.IDENTITY), vector);
    }

    /**
     * Adds any other layer under the name {@code block-index}.
     *
     * @throws IllegalArgumentException if it, or one that the graph has already, is one of Deeplearning4j's that cannot read
     *     {@code [batch, time, channels]}, and gets that
     */
    public String add(String block, Layer layer, String... inputs) {
        refuseForeign(layer, inputs);
        String name = unused(block);
        graph.addLayer(name, layer, inputs);
        new DataReaders(graph).tell();
        return name;
    }

    /**
     * Adds any other vertex under the name {@code block-index}.
     *
     * @throws IllegalArgumentException if it, or one that the graph has already, is one of Deeplearning4j's that cannot read
     *     {@code [batch, time, channels]}, and gets that
     */
    public String add(String block, GraphVertex vertex, String... inputs) {
        refuseForeign(vertex, inputs);
        String name = unused(block);
        graph.addVertex(name, vertex, inputs);
        new DataReaders(graph).tell();
        return name;
    }

    private void refuseForeign(Object added, String... inputs) {
        ForeignLayers foreign = new ForeignLayers(graph);
        foreign.refuseAdded();
        foreign.refuse(added, inputs);
    }

    private String unused(String block) {
        int index = 1;
        while (graph.getVertices().containsKey(block + "-" + index)) {
            index++;
        }
        return block + "-" + index;
    }
}
