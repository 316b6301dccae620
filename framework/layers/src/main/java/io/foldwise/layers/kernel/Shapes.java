package io.foldwise.layers.kernel;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeFeedForward;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;

/** Checks that a layer gets what it can work on, when a network is built and when a batch arrives. */
final class Shapes {

    private Shapes() {}

    /** Number of channels of an input type. */
    static long channels(InputType type, String layer, boolean vectorsToo) {
        if (type instanceof InputTypeRecurrent sequence && sequence.getFormat() == RNNFormat.NWC) {
            return sequence.getSize();
        }
        if (vectorsToo && type instanceof InputTypeFeedForward vector) {
            return vector.getSize();
        }
        throw new IllegalStateException("layer " + layer + ": needs sequences [batch, time, channels] (RNNFormat.NWC)"
                + (vectorsToo ? " or vectors [batch, channels]" : "") + ", got " + type);
    }

    static void check(long[] input, long channels, String layer, boolean vectorsToo) {
        boolean rankFits = input.length == 3 || vectorsToo && input.length == 2;
        if (!rankFits || input[input.length - 1] != channels) {
            throw new IllegalArgumentException("layer " + layer + ": needs [batch, time, " + channels + "]"
                    + (vectorsToo ? " or [batch, " + channels + "]" : "") + ", got " + Arrays.toString(input));
        }
    }
}
