package io.foldwise.layers.transformer;

import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.StepwiseLayer;
import io.foldwise.layers.transformer.TransformerSettings.Norm;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.weights.WeightInitXavierUniform;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * One encoder block (Vaswani et al.: Attention is all you need, 2017): {@code [batch, time, width]} to the same shape. Two
 * parts, each with a residual connection and layer normalization ({@link Norm} says in what order):
 *
 * <ul>
 *   <li>self-attention: {@code q, k, v = x W + b}; every head attends by {@code softmax(q k' / sqrt(width / heads)) v}, over
 *       the real steps of the step's own sequence; the heads' results, side by side, pass {@code W, b} again;
 *   <li>feed-forward, for every step by itself: {@code relu(x W + b) W + b}.
 * </ul>
 *
 * The same as {@code torch.nn.TransformerEncoderLayer}, biases and epsilon included. In training, dropout acts on the
 * attention weights, on the attention's output, on the hidden units and on the feed-forward part's output.
 *
 * <p>Memory grows with the square of a sequence's length: training keeps {@code heads length^2} attention weights per
 * sequence.
 *
 * <p>In place of Deeplearning4j's {@code SelfAttentionLayer}, which is ten times slower and has neither feed-forward part
 * nor normalization.
 */
public final class TransformerBlock extends StepwiseLayer implements OnnxEquivalent {

    /** {@code [width, 3 width]}: queries, keys, values; the heads side by side within each. */
    static final String PROJECTION = "projection-weights";

    static final String PROJECTION_BIAS = "projection-bias";
    /** {@code [width, width]}: from the heads' results to the attention's output. */
    static final String MIXING = "mixing-weights";

    static final String MIXING_BIAS = "mixing-bias";
    /** {@code [width, feedForward]} */
    static final String HIDDEN = "hidden-weights";

    static final String HIDDEN_BIAS = "hidden-bias";
    /** {@code [feedForward, width]} */
    static final String OUTPUT = "output-weights";

    static final String OUTPUT_BIAS = "output-bias";
    /** Gain and shift of the normalization at the attention part. */
    static final String ATTENTION_GAIN = "attention-gain";

    static final String ATTENTION_SHIFT = "attention-shift";
    /** Gain and shift of the normalization at the feed-forward part. */
    static final String FEED_FORWARD_GAIN = "feed-forward-gain";

    static final String FEED_FORWARD_SHIFT = "feed-forward-shift";

    @JsonProperty
    private int heads;

    @JsonProperty
    private int feedForward;

    @JsonProperty
    private double attentionDropout;

    @JsonProperty
    private double dropout;

    @JsonProperty
    private Norm norm;

    private TransformerBlock() {}

    public TransformerBlock(TransformerSettings settings) {
        heads = settings.heads();
        feedForward = settings.feedForward();
        attentionDropout = settings.attentionDropout();
        dropout = settings.dropout();
        norm = settings.norm();
    }

    TransformerSettings transformer() {
        return new TransformerSettings(heads, feedForward, attentionDropout, dropout, norm);
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        super.setNIn(inputType, override);
        if (nIn % heads != 0) {
            throw new IllegalArgumentException(
                    "layer " + getLayerName() + ": " + heads + " heads do not divide a width of " + nIn
                            + "; choose another number of heads, or another width for the layer before");
        }
    }

    @Override
    protected long outputSize(long channels) {
        return channels;
    }

    @Override
    protected boolean acceptsVectors() {
        return false;
    }

    /**
     * Weights of queries, keys and values start as one matrix, uniform within {@code sqrt(6 / (width + 3 width))} (Glorot and Bengio
     * 2010), and biases of the feed-forward part like its weights, as PyTorch's encoder layer does; networks that start so
     * learn a little faster.
     */
    @Override
    public List<Parameter> parameters() {
        return parameters(nIn, feedForward);
    }

    static List<Parameter> parameters(long width, long feedForward) {
        return List.of(
                Parameter.weight(PROJECTION, width, width, width, 3 * width)
                        .startingWith((values, configured) -> new WeightInitXavierUniform()
                                .init(width, 3 * width, values.shape(), 'c', values.reshape(values.length()))),
                Parameter.bias(PROJECTION_BIAS, 0, 3 * width),
                Parameter.weight(MIXING, width, width, width, width),
                Parameter.bias(MIXING_BIAS, 0, width),
                Parameter.weight(HIDDEN, width, feedForward, width, feedForward),
                Parameter.bias(HIDDEN_BIAS, 0, feedForward).startingWith(asWeights(width, feedForward)),
                Parameter.weight(OUTPUT, feedForward, width, feedForward, width),
                Parameter.bias(OUTPUT_BIAS, 0, width).startingWith(asWeights(feedForward, width)),
                Parameter.bias(ATTENTION_GAIN, 1, width),
                Parameter.bias(ATTENTION_SHIFT, 0, width),
                Parameter.bias(FEED_FORWARD_GAIN, 1, width),
                Parameter.bias(FEED_FORWARD_SHIFT, 0, width));
    }

    private static Parameter.Start asWeights(long fanIn, long fanOut) {
        return (values, configured) ->
                configured.init(fanIn, fanOut, values.shape(), 'c', values.reshape(values.length()));
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuTransformerBlock((int) nIn, transformer());
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableTransformerBlock((int) nIn, transformer());
    }

    @Override
    protected List<Object> settings() {
        return List.of(transformer());
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue sequence = graph.withoutPadding(inputs.get(0));
        OnnxTransformer block = new OnnxTransformer(graph, sequence, heads, nIn, parameters);
        String attended = block.sublayer(sequence.name(), norm, block::attention, ATTENTION_GAIN, ATTENTION_SHIFT);
        String y = block.sublayer(attended, norm, block::feedForward, FEED_FORWARD_GAIN, FEED_FORWARD_SHIFT);
        return graph.withoutPadding(sequence.as(y));
    }
}
