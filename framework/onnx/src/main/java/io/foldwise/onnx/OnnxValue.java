package io.foldwise.onnx;

import java.util.Optional;

/**
 * An array in an ONNX graph. Sequences are {@code [batch, time, channels]}, images {@code [batch, height, width, channels]} and volumes
 * {@code [batch, depth, height, width, channels]}, as in the network itself, or have their channels second, as ONNX's operators want
 * them.
 *
 * @param name in the graph
 * @param rank how many axes there are
 * @param channelsFirst whether the channels come right after the batch
 * @param mask the name of an array {@code [batch, time]}, 1 for steps of a sequence and 0 behind its end; empty where nothing is padded
 */
public record OnnxValue(String name, int rank, boolean channelsFirst, Optional<String> mask) {

    /** An array as the network has it, of nothing padded. */
    public static OnnxValue of(String name, int rank) {
        return new OnnxValue(name, rank, false, Optional.empty());
    }

    /** What became of this: an array with the same axes. */
    public OnnxValue as(String other) {
        return new OnnxValue(other, rank, channelsFirst, mask);
    }

    /** The axis that the channels are on. */
    public int channelAxis() {
        return channelsFirst ? 1 : rank - 1;
    }
}
