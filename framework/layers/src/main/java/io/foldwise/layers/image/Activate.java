package io.foldwise.layers.image;

import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.KernelLayer;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.VolumeTypes;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeFeedForward;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * An activation for every value of images {@code [batch, height, width, channels]}, volumes
 * {@code [batch, depth, height, width, channels]} or vectors {@code [batch, channels]}.
 *
 * <p>In place of Deeplearning4j's {@code ActivationLayer}, which takes several times as long.
 */
public final class Activate extends KernelLayer implements OnnxEquivalent {

    @JsonProperty
    private Activation activation;

    private Activate() {}

    /** @param activation any but {@code IDENTITY} */
    public Activate(Activation activation) {
        if (activation == Activation.IDENTITY) {
            throw new IllegalArgumentException("a layer that changes nothing");
        }
        this.activation = activation;
    }

    @Override
    public void setNIn(InputType type, boolean override) {
        if (type instanceof InputTypeFeedForward vector) {
            nIn = vector.getSize();
        } else if (type instanceof InputTypeConvolutional) {
            nIn = ImageTypes.image(type).getChannels();
        } else if (VolumeTypes.volume(type).isPresent()) {
            nIn = VolumeTypes.volume(type).get().getChannels();
        } else {
            throw new IllegalStateException("layer " + getLayerName()
                    + ": needs images [batch, height, width, channels] or vectors [batch, channels], got " + type);
        }
        nOut = nIn;
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return inputType;
    }

    @Override
    protected long[] outputShape(long... input) {
        return input.clone();
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
        return new CpuActivate(activation);
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableActivate(activation);
    }

    @Override
    protected List<Object> settings() {
        return List.of(activation);
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        return inputs.get(0).as(activation.onnx(graph, inputs.get(0).name()));
    }
}
