package io.foldwise.layers.embedding;

import io.foldwise.layers.dropout.DropoutMask;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.KernelLayer;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.onnx.OnnxAttribute;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxGraph.Size;
import io.foldwise.onnx.OnnxInput;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Looks every token up in a table of vectors: ids {@code [batch, time]}, whole numbers from 0 to {@code vocabulary - 1}, to
 * {@code [batch, time, width]}. Ids behind a sequence's end are never looked at, and the rows they name get no gradient.
 *
 * <p>With word dropout, training hides a share of the vocabulary in every iteration: all occurrences of a word together,
 * the other words scaled up (Gal and Ghahramani: A theoretically grounded application of dropout in recurrent neural
 * networks, 2016).
 *
 * <p>Parameter: {@code table [vocabulary, width]}, which starts from a normal distribution around zero: vectors that are
 * large beside their first gradients keep words apart from the beginning.
 *
 * <p>In place of Deeplearning4j's {@code EmbeddingSequenceLayer}, which fixes the number of steps and returns a permuted
 * view.
 */
public final class Embedding extends KernelLayer implements OnnxEquivalent, OnnxInput {

    public static final String TABLE = "table";

    @JsonProperty
    private double wordDropout;

    @JsonProperty
    private double std;

    private Embedding() {}

    public Embedding(Options options) {
        setNIn(options.vocabulary());
        setNOut(options.width());
        wordDropout = options.wordDropout();
        std = options.std();
    }

    /**
     * @param vocabulary number of different tokens
     * @param width size of their vectors
     * @param wordDropout share of the vocabulary that is hidden in training, from 0 to below 1
     * @param std standard deviation of the vectors' first values
     */
    public record Options(int vocabulary, int width, double wordDropout, double std) {

        public Options {
            if (vocabulary < 1 || width < 1) {
                throw new IllegalArgumentException("an embedding needs a vocabulary and a width of at least 1, got "
                        + vocabulary + " and " + width);
            }
            if (!(std > 0)) {
                throw new IllegalArgumentException(
                        "the standard deviation of first values must be positive, got " + std);
            }
            DropoutMask.checkedRate(wordDropout);
        }

        /** Without word dropout, from a standard normal distribution. */
        public static Options of(int vocabulary, int width) {
            return new Options(vocabulary, width, 0, 1);
        }

        public Options withWordDropout(double rate) {
            return new Options(vocabulary, width, rate, std);
        }

        public Options withStd(double deviation) {
            return new Options(vocabulary, width, wordDropout, deviation);
        }
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.weight(TABLE, nIn, nOut, nIn, nOut)
                .startingWith((values, configured) ->
                        values.assign(Nd4j.randn(values.shape()).muli(std))));
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuEmbedding((int) nIn, (int) nOut, words());
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableEmbedding((int) nIn, (int) nOut, words());
    }

    private WordDropout words() {
        return new WordDropout(wordDropout, (int) nIn);
    }

    @Override
    protected List<Object> settings() {
        return List.of(wordDropout, std);
    }

    @Override
    protected int timeSteps(INDArray input) {
        if (input.rank() != 2) {
            throw new IllegalArgumentException("layer " + getLayerName()
                    + ": token ids must have the shape [batch, time], got rank " + input.rank());
        }
        return (int) input.size(1);
    }

    @Override
    protected long[] outputShape(long... input) {
        return new long[] {input[0], input[1], nOut};
    }

    @Override
    protected boolean endsSequence() {
        return false;
    }

    /** The vocabulary's size is the layer's own: the graph's input type does not tell it. */
    @Override
    public void setNIn(InputType inputType, boolean override) {}

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return InputType.recurrent(nOut, RNNFormat.NWC);
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue tokens = inputs.get(0);
        String ids = graph.add("Cast", tokens.name(), OnnxAttribute.of("to", OnnxGraph.INT64));
        String vectors = graph.add("Gather", List.of(graph.constant(parameters.get(TABLE)), ids));
        return graph.withoutPadding(new OnnxValue(vectors, 3, false, tokens.mask()));
    }

    @Override
    public List<Size> onnxInput() {
        return List.of(Size.any("time"));
    }

    @Override
    public boolean onnxMasked() {
        return true;
    }
}
