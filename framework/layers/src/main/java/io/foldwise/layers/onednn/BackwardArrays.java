package io.foldwise.layers.onednn;

import io.foldwise.layers.cpu.FloatMemory;
import java.util.Optional;

/**
 * The arrays of a backward pass.
 *
 * @param output what the forward pass gave; read where there is a ReLU
 * @param outputGradient derivative of the loss by it
 * @param inputGradient to be written, where it is wanted
 * @param weightGradient to be written
 * @param biasGradient to be written, where there is a bias
 */
public record BackwardArrays(
        FloatMemory input,
        FloatMemory weights,
        FloatMemory output,
        FloatMemory outputGradient,
        Optional<FloatMemory> inputGradient,
        FloatMemory weightGradient,
        Optional<FloatMemory> biasGradient) {

    /** The same for images behind so many floats of the input and of the output. */
    BackwardArrays from(long inputs, long outputs) {
        return new BackwardArrays(
                input.from(inputs),
                weights,
                output.from(outputs),
                outputGradient.from(outputs),
                inputGradient.map(gradient -> gradient.from(inputs)),
                weightGradient,
                biasGradient);
    }

    /** The same with gradients by weights and bias that go elsewhere. */
    BackwardArrays into(FloatMemory otherWeightGradient, Optional<FloatMemory> otherBiasGradient) {
        return new BackwardArrays(
                input, weights, output, outputGradient, inputGradient, otherWeightGradient, otherBiasGradient);
    }
}
