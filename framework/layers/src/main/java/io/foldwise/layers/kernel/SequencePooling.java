package io.foldwise.layers.kernel;

import io.foldwise.onnx.OnnxGraph.Size;
import io.foldwise.onnx.OnnxInput;
import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;

/** A layer that turns sequences {@code [batch, time, channels]} into one vector each, {@code [batch, out]}. */
public abstract class SequencePooling extends KernelLayer implements OnnxInput {

    /** Size of the resulting vector for sequences of {@code channels} channels. */
    protected abstract long outputSize(long channels);

    @Override
    public void setNIn(InputType inputType, boolean override) {
        nIn = Shapes.channels(inputType, getLayerName(), false);
        nOut = outputSize(nIn);
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return InputType.feedForward(nOut);
    }

    @Override
    protected long[] outputShape(long... input) {
        Shapes.check(input, nIn, getLayerName(), false);
        return new long[] {input[0], nOut};
    }

    @Override
    protected boolean endsSequence() {
        return true;
    }

    @Override
    public List<Size> onnxInput() {
        return List.of(Size.any("time"), Size.of(nIn));
    }
}
