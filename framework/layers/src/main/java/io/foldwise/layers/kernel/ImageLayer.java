package io.foldwise.layers.kernel;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;

/**
 * A layer on images {@code [batch, height, width, channels]}. Channels come last because then most of what a kernel does
 * is the same for long runs of elements, and because convolutions are quicker so. Height and width are no part of a
 * configuration or a parameter, so they may change from batch to batch.
 */
public abstract class ImageLayer extends KernelLayer {

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

    @Override
    public void setNIn(InputType inputType, boolean override) {
        nIn = image(inputType).getChannels();
        nOut = outputChannels(nIn);
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
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
}
