package io.foldwise.layers.recurrent;

import io.foldwise.layers.cpu.FloatMemory;
import java.util.List;

/** One direction of a recurrent layer on the CPU, over the real steps of a batch. */
interface DirectionKernel {

    /** The names of its parameters, which lie in memory in this order. */
    List<String> parameters();

    /**
     * @param weights all parameters, one after another
     * @param input packed rows of channels
     * @param output packed rows of all directions' outputs, of which this direction writes its own
     */
    void forward(StepRows rows, FloatMemory weights, float[] input, float[] output);

    /**
     * Of the latest forward pass.
     *
     * @param weights all parameters, one after another
     * @param incoming derivative by the output, packed rows of all directions' outputs
     * @param weightGradient as the parameters lie, to be written
     * @param outgoing derivative by the input, packed rows of channels, to be added to
     */
    void backward(StepRows rows, FloatMemory weights, float[] incoming, FloatMemory weightGradient, float[] outgoing);
}
