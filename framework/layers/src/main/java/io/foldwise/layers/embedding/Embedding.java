package io.foldwise.layers.embedding;

import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.KernelLayer;
import io.foldwise.layers.kernel.Parameter;
import java.util.List;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Looks every token up in a table of vectors: ids {@code [batch, time]}, whole numbers from 0 to {@code vocabulary - 1}, to
 * {@code [batch, time, width]}. Ids behind a sequence's end are never looked at, and the rows they name get no gradient.
 *
 * <p>Parameter: {@code table [vocabulary, width]}.
 *
 * <p>In place of Deeplearning4j's {@code EmbeddingSequenceLayer}, which fixes the number of steps and returns a permuted
 * view.
 */
public final class Embedding extends KernelLayer {

    public static final String TABLE = "table";

    private Embedding() {}

    public Embedding(int vocabulary, int width) {
        setNIn(vocabulary);
        setNOut(width);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.weight(TABLE, nIn, nOut, nIn, nOut));
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuEmbedding((int) nIn, (int) nOut);
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableEmbedding((int) nIn, (int) nOut);
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
}
