package io.foldwise.layers.transformer;

import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.KernelLayer;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.transformer.TransformerSettings.Norm;
import java.util.List;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A {@link TransformerBlock} that nobody asks for more than some of its steps, as the last one of a network that guesses masked tokens:
 * its feed-forward part is computed for these alone. What it gives for them is the same, and so are its parameters.
 *
 * <p>{@code [batch, time, width + 1]}, whose last channel is 1 at the steps that are asked for and 0 at others, to {@code [batch,
 * most, width]}: the steps that are asked for in their order, where {@code most} is how many the sequence has that has most of them, and one
 * at least. Others end in rows of zeros.
 */
public final class MarkedTransformerBlock extends KernelLayer {

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

    private MarkedTransformerBlock() {}

    public MarkedTransformerBlock(TransformerSettings settings) {
        heads = settings.heads();
        feedForward = settings.feedForward();
        attentionDropout = settings.attentionDropout();
        dropout = settings.dropout();
        norm = settings.norm();
    }

    private TransformerSettings transformer() {
        return new TransformerSettings(heads, feedForward, attentionDropout, dropout, norm);
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        nIn = ((InputType.InputTypeRecurrent) inputType).getSize();
        nOut = nIn - 1;
        if (nOut % heads != 0) {
            throw new IllegalArgumentException("layer " + getLayerName() + ": " + heads
                    + " heads do not divide a width of " + nOut + "; choose another number of heads");
        }
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return InputType.recurrent(nOut, RNNFormat.NWC);
    }

    @Override
    public List<Parameter> parameters() {
        return TransformerBlock.parameters(nOut, feedForward);
    }

    /** Of sequences whose steps are all asked for. */
    @Override
    protected long[] outputShape(long... input) {
        return new long[] {input[0], input[1], nOut};
    }

    @Override
    protected long[] outputShapeOf(INDArray input) {
        return new long[] {input.size(0), AskedSteps.of(input).most(), nOut};
    }

    @Override
    protected boolean endsSequence() {
        return true;
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuMarkedTransformerBlock((int) nOut, transformer());
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableMarkedTransformerBlock((int) nOut, transformer());
    }

    @Override
    protected List<Object> settings() {
        return List.of(transformer());
    }
}
