package io.foldwise.layers.image;

import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.StepwiseLayer;
import io.foldwise.onnx.OnnxAttribute;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxUnsupportedException;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Looks at signals {@code [batch, time, channels]} as images of one row, {@code [batch, 1, time, channels]}, so that layers
 * for images with kernels {@code 1 x k} compute over time; or at every channel as an image of its own,
 * {@code [batch * channels, 1, time, 1]}, a signal's channels one after another, so that all channels share what follows.
 * Values stay as they are. Time may differ from batch to batch, but not within one: padding is refused.
 */
public final class SignalToImage extends StepwiseLayer implements OnnxEquivalent {

    @JsonProperty
    private boolean apart;

    private SignalToImage() {}

    /** @param apart whether every channel becomes an image of its own */
    public SignalToImage(boolean apart) {
        this.apart = apart;
    }

    @Override
    protected long outputSize(long channels) {
        return apart ? 1 : channels;
    }

    @Override
    protected boolean acceptsVectors() {
        return false;
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        long declared = ((InputTypeRecurrent) inputType).getTimeSeriesLength();
        return ImageTypes.of(1, Math.max(1, declared), nOut);
    }

    @Override
    protected long[] outputShape(long... input) {
        super.outputShape(input);
        return apart ? new long[] {input[0] * nIn, 1, input[1], 1} : new long[] {input[0], 1, input[1], nIn};
    }

    @Override
    protected boolean endsSequence() {
        return true;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    protected Kernel cpuKernel() {
        return new Unpadded(apart ? new CpuChannelsApart((int) nIn) : new CpuCopy());
    }

    @Override
    protected Kernel portableKernel() {
        return new Unpadded(apart ? new PortableChannelsApart() : new PortableCopy());
    }

    @Override
    protected List<Object> settings() {
        return List.of(apart);
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue signal = inputs.get(0);
        if (signal.mask().isPresent()) {
            throw new OnnxUnsupportedException("signals of different lengths have no equivalent in ONNX here");
        }
        if (!apart) {
            return OnnxValue.of(graph.add("Unsqueeze", List.of(signal.name(), graph.integers(1))), 4);
        }
        String turned = graph.add("Transpose", signal.name(), OnnxAttribute.list("perm", 0, 2, 1));
        String length = OnnxPlaces.sizes(graph, signal, 1, 2);
        String shape = graph.add(
                "Concat", List.of(graph.integers(-1, 1), length, graph.integers(1)), OnnxAttribute.of("axis", 0));
        return OnnxValue.of(graph.add("Reshape", List.of(turned, shape)), 4);
    }
}
