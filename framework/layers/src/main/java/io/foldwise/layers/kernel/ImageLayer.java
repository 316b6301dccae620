package io.foldwise.layers.kernel;

import io.foldwise.onnx.OnnxGraph.Size;
import io.foldwise.onnx.OnnxInput;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional3D;

/**
 * A layer on images {@code [batch, height, width, channels]}. Channels come last because then most of what a kernel does
 * is the same for long runs of elements, and because convolutions are quicker so. Height and width are no part of a
 * configuration or a parameter, so they may change from batch to batch.
 */
public abstract class ImageLayer extends KernelLayer implements OnnxInput {

    /** Number of output channels for {@code channels} input channels. */
    protected abstract long outputChannels(long channels);

    /**
     * Height of the output for that of the input.
     *
     * @throws IllegalArgumentException if there would be none
     */
    protected long outputHeight(long height) {
        return height;
    }

    /** Width of the output for that of the input, like {@link #outputHeight}. */
    protected long outputWidth(long width) {
        return width;
    }

    /** Whether it works on volumes {@code [batch, depth, height, width, channels]} as well, and leaves their sizes as they are. */
    protected boolean readsVolumes() {
        return false;
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        nIn = volume(inputType)
                .map(InputTypeConvolutional3D::getChannels)
                .orElseGet(() -> image(inputType).getChannels());
        nOut = outputChannels(nIn);
    }

    /** The type as one of volumes, if it is that and they are read. */
    protected final Optional<InputTypeConvolutional3D> volume(InputType type) {
        return readsVolumes() ? VolumeTypes.volume(type) : Optional.empty();
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        Optional<InputTypeConvolutional3D> volume = volume(inputType);
        if (volume.isPresent()) {
            InputTypeConvolutional3D sizes = volume.get();
            return VolumeTypes.of(sizes.getDepth(), sizes.getHeight(), sizes.getWidth(), nOut);
        }
        InputTypeConvolutional image = image(inputType);
        long[] output = sizes(image.getHeight(), image.getWidth());
        return InputType.convolutional(output[0], output[1], nOut, CNN2DFormat.NHWC);
    }

    private long[] sizes(long height, long width) {
        try {
            return new long[] {outputHeight(height), outputWidth(width)};
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "layer " + getLayerName() + ", images of " + height + " x " + width + ": " + e.getMessage(), e);
        }
    }

    /** The input type, if it is one of images with the channels last. */
    protected final InputTypeConvolutional image(InputType type) {
        if (type instanceof InputTypeConvolutional image && image.getFormat() == CNN2DFormat.NHWC) {
            return image;
        }
        throw new IllegalStateException("layer " + getLayerName()
                + ": needs images [batch, height, width, channels] (CNN2DFormat.NHWC), got " + type);
    }

    @Override
    protected long[] outputShape(long... input) {
        if (readsVolumes() && input.length == VolumeTypes.RANK && input[VolumeTypes.RANK - 1] == nIn) {
            long[] output = input.clone();
            output[VolumeTypes.RANK - 1] = nOut;
            return output;
        }
        if (input.length != 4 || input[3] != nIn) {
            throw new IllegalArgumentException("layer " + getLayerName() + ": needs [batch, height, width, " + nIn
                    + "], got " + Arrays.toString(input));
        }
        long[] output = sizes(input[1], input[2]);
        return new long[] {input[0], output[0], output[1], nOut};
    }

    @Override
    protected boolean endsSequence() {
        return true;
    }

    @Override
    public List<Size> onnxInput() {
        return List.of(Size.any("height"), Size.any("width"), Size.of(nIn));
    }
}
