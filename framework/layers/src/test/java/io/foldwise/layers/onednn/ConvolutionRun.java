package io.foldwise.layers.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.layers.cpu.FloatMemory;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The arrays of a convolution, with random numbers in those that are read and NaN in those that are written. */
final class ConvolutionRun {

    private static final float[] NONE = {};

    private final ConvolutionShape shape;
    private final Finish finish;
    private final INDArray input;
    private final INDArray weights;
    private final INDArray bias;
    private final INDArray incoming;
    private final INDArray output;
    private final INDArray inputGradient;
    private final INDArray weightGradient;
    private final INDArray biasGradient;

    ConvolutionRun(ConvolutionShape shape, Finish finish) {
        this.shape = shape;
        this.finish = finish;
        long inputs = shape.elements() * shape.channels();
        long outputs = places(shape.output());
        long filters = places(shape.weights());
        Random random = new Random(3);
        input = numbers(random, inputs);
        weights = numbers(random, filters);
        bias = numbers(random, shape.filters());
        incoming = numbers(random, outputs);
        output = missing(outputs);
        inputGradient = missing(inputs);
        weightGradient = missing(filters);
        biasGradient = missing(shape.filters());
    }

    private static long places(long... sizes) {
        return LongStream.of(sizes).reduce(1, Math::multiplyExact);
    }

    private static INDArray numbers(Random random, long count) {
        float[] numbers = new float[(int) count];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return array(numbers);
    }

    private static INDArray missing(long count) {
        float[] numbers = new float[(int) count];
        Arrays.fill(numbers, Float.NaN);
        return array(numbers);
    }

    /** As a network's parameters lie: anywhere, and not at the border of a cache line. */
    private static INDArray array(float... numbers) {
        float[] behind = new float[numbers.length + 1];
        System.arraycopy(numbers, 0, behind, 1, numbers.length);
        return Nd4j.createFromArray(behind).get(NDArrayIndex.interval(1, behind.length));
    }

    void with(OneDnnConvolution convolution) {
        convolution.forward(
                shape, FloatMemory.of(input), FloatMemory.of(weights), ifBiased(bias), FloatMemory.of(output));
        convolution.backward(shape, backward(Optional.of(FloatMemory.of(inputGradient))));
    }

    void with(PartedConvolution convolution) {
        convolution.forward(FloatMemory.of(input), FloatMemory.of(weights), ifBiased(bias), FloatMemory.of(output));
        convolution.backward(backward(Optional.of(FloatMemory.of(inputGradient))));
    }

    void withoutInputGradient(PartedConvolution convolution) {
        convolution.forward(FloatMemory.of(input), FloatMemory.of(weights), ifBiased(bias), FloatMemory.of(output));
        convolution.backward(backward(Optional.empty()));
    }

    private BackwardArrays backward(Optional<FloatMemory> wanted) {
        return new BackwardArrays(
                FloatMemory.of(input),
                FloatMemory.of(weights),
                FloatMemory.of(output),
                FloatMemory.of(incoming),
                wanted,
                FloatMemory.of(weightGradient),
                ifBiased(biasGradient));
    }

    private Optional<FloatMemory> ifBiased(INDArray array) {
        return finish.bias() ? Optional.of(FloatMemory.of(array)) : Optional.empty();
    }

    /** Everything that was written, one after the other. */
    float[][] results() {
        return new float[][] {
            output.toFloatVector(),
            inputGradient.toFloatVector(),
            weightGradient.toFloatVector(),
            finish.bias() ? biasGradient.toFloatVector() : NONE
        };
    }

    void assertFollowsTheFormula(String what, double rounding) {
        ConvolutionFormula formula = new ConvolutionFormula(shape);
        double[] sums = formula.output(
                input.toFloatVector(), weights.toFloatVector(), finish.bias() ? bias.toFloatVector() : NONE);
        double[] gradient = new double[sums.length];
        for (int i = 0; i < sums.length; i++) {
            boolean passes = !finish.relu() || output.getFloat(i) > 0;
            gradient[i] = passes ? incoming.getFloat(i) : 0;
            sums[i] = finish.relu() ? Math.max(0, sums[i]) : sums[i];
        }
        assertClose(what + ", output", rounding, output, sums);
        assertClose(
                what + ", gradient of the input",
                rounding,
                inputGradient,
                formula.inputGradient(gradient, weights.toFloatVector()));
        assertClose(
                what + ", gradient of the weights",
                rounding,
                weightGradient,
                formula.weightGradient(gradient, input.toFloatVector()));
        if (finish.bias()) {
            assertClose(what + ", gradient of the bias", rounding, biasGradient, formula.biasGradient(gradient));
        }
    }

    /** Rounding grows with the root of what a sum is made of, and so do the sums. */
    private static void assertClose(String what, double rounding, INDArray actual, double... expected) {
        double scale = 1e-30;
        for (double number : expected) {
            scale = Math.max(scale, Math.abs(number));
        }
        double furthest = 0;
        for (int i = 0; i < expected.length; i++) {
            double distance = Math.abs(actual.getFloat(i) - expected[i]);
            furthest = Double.isNaN(distance) ? Double.POSITIVE_INFINITY : Math.max(furthest, distance);
        }
        assertThat(furthest / scale).as(what).isLessThan(rounding);
    }

    boolean leavesInputGradient() {
        return inputGradient.isNaN().all();
    }
}
