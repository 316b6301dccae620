package io.foldwise.layers.kernel;

import io.foldwise.onnx.OnnxGraph.Size;
import io.foldwise.onnx.OnnxInput;
import java.util.List;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * A layer that keeps the time axis: {@code [batch, time, channels]} to {@code [batch, time, out]}. Unless a subclass wants
 * sequences only, a batch of vectors {@code [batch, channels]} passes as sequences of one step.
 */
public abstract class StepwiseLayer extends KernelLayer implements OnnxInput {

    /** Number of output channels for {@code channels} input channels. */
    protected abstract long outputSize(long channels);

    /** Whether a batch of vectors may pass as well. */
    protected boolean acceptsVectors() {
        return true;
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        nIn = Shapes.channels(inputType, getLayerName(), acceptsVectors());
        nOut = outputSize(nIn);
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return inputType instanceof InputType.InputTypeFeedForward
                ? InputType.feedForward(nOut)
                : InputType.recurrent(nOut, RNNFormat.NWC);
    }

    @Override
    protected long[] outputShape(long... input) {
        Shapes.check(input, nIn, getLayerName(), acceptsVectors());
        long[] shape = input.clone();
        shape[shape.length - 1] = nOut;
        return shape;
    }

    @Override
    protected boolean endsSequence() {
        return false;
    }

    @Override
    public List<Size> onnxInput() {
        return acceptsVectors() ? List.of(Size.of(nIn)) : List.of(Size.any("time"), Size.of(nIn));
    }
}
