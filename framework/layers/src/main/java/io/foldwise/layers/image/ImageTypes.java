package io.foldwise.layers.image;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;

/** Types and shapes of images {@code [batch, height, width, channels]} for vertices with several inputs. */
final class ImageTypes {

    private ImageTypes() {}

    static InputTypeConvolutional image(InputType type) {
        if (type instanceof InputTypeConvolutional image && image.getFormat() == CNN2DFormat.NHWC) {
            return image;
        }
        throw new IllegalArgumentException(
                "needs images [batch, height, width, channels] (CNN2DFormat.NHWC), got " + type);
    }

    static InputType of(long height, long width, long channels) {
        return InputType.convolutional(height, width, channels, CNN2DFormat.NHWC);
    }

    /** The shape that all of them have. */
    static long[] common(List<long[]> shapes) {
        long[] first = shapes.get(0);
        for (long[] shape : shapes) {
            if (!Arrays.equals(shape, first)) {
                throw new IllegalArgumentException("needs inputs of equal shape, got " + Arrays.toString(first)
                        + " and " + Arrays.toString(shape));
            }
        }
        return first;
    }
}
