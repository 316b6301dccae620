package io.foldwise.layers.kernel;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;

/**
 * A layer on images {@code [batch, height, width, channels]}. Channels come last because then most of what a kernel does
 * is the same for long runs of elements, and because convolutions are quicker so.
 */
public abstract class ImageLayer extends KernelLayer {

    /** Number of output channels for {@code channels} input channels. */
    protected abstract long outputChannels(long channels);

    /** Height or width of the output for that of the input. */
    protected long outputSize(long size) {
        return size;
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        nIn = image(inputType).getChannels();
        nOut = outputChannels(nIn);
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        InputTypeConvolutional image = image(inputType);
        return InputType.convolutional(
                outputSize(image.getHeight()), outputSize(image.getWidth()), nOut, CNN2DFormat.NHWC);
    }

    private InputTypeConvolutional image(InputType type) {
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
        return new long[] {input[0], outputSize(input[1]), outputSize(input[2]), nOut};
    }

    @Override
    protected boolean endsSequence() {
        return true;
    }
}
