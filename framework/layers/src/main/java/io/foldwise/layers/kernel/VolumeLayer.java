package io.foldwise.layers.kernel;

import io.foldwise.onnx.OnnxGraph.Size;
import io.foldwise.onnx.OnnxInput;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional3D;

/**
 * A layer on volumes {@code [batch, depth, height, width, channels]}. Depth, height and width are no part of a configuration or a
 * parameter, so they may change from batch to batch.
 */
public abstract class VolumeLayer extends KernelLayer implements OnnxInput {

    private static final int CHANNELS = VolumeTypes.RANK - 1;

    /**
     * Number of output channels for {@code channels} input channels.
     *
     * @throws IllegalArgumentException if the layer cannot work on so many
     */
    protected abstract long outputChannels(long channels);

    /**
     * Depth, height and width of the output for those of the input.
     *
     * @throws IllegalArgumentException if there would be none
     */
    protected abstract long[] outputSizes(long... sizes);

    @Override
    public void setNIn(InputType type, boolean override) {
        nIn = volume(type).getChannels();
        try {
            nOut = outputChannels(nIn);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("layer " + getLayerName() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType type) {
        InputTypeConvolutional3D volume = volume(type);
        long[] output = sizes(volume.getDepth(), volume.getHeight(), volume.getWidth());
        return VolumeTypes.of(output[0], output[1], output[2], nOut);
    }

    private InputTypeConvolutional3D volume(InputType type) {
        return VolumeTypes.volume(type)
                .orElseThrow(() -> new IllegalStateException("layer " + getLayerName()
                        + ": needs volumes [batch, depth, height, width, channels] (DataFormat.NDHWC), got " + type));
    }

    private long[] sizes(long... input) {
        try {
            return outputSizes(input);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "layer " + getLayerName() + ", volumes of " + input[0] + " x " + input[1] + " x " + input[2] + ": "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    protected long[] outputShape(long... input) {
        if (input.length != VolumeTypes.RANK || input[CHANNELS] != nIn) {
            throw new IllegalArgumentException("layer " + getLayerName() + ": needs [batch, depth, height, width, "
                    + nIn + "], got " + Arrays.toString(input));
        }
        long[] output = sizes(input[1], input[2], input[3]);
        return new long[] {input[0], output[0], output[1], output[2], nOut};
    }

    @Override
    protected boolean endsSequence() {
        return true;
    }

    @Override
    public List<Size> onnxInput() {
        return List.of(Size.any("depth"), Size.any("height"), Size.any("width"), Size.of(nIn));
    }
}
