package io.foldwise.layers.cpu;

/** Softmax of a run of elements on the heap, and its derivative. */
public final class Softmax {

    private Softmax() {}

    /** {@code values = exp(values) / sum(exp(values))} */
    public static void forward(float[] values, int start, int count) {
        if (count == 0) {
            return;
        }
        subtract(Loops.maximum(values, start, count), values, start, count);
        FloatMath.expOfNegative(values, start, count);
        Loops.scale(1 / Loops.sum(values, start, count), values, start, count);
    }

    /**
     * {@code gradient = weights (gradient - weights . gradient)}
     *
     * @param weights the result of {@link #forward}
     * @param gradient derivative by the weights; becomes the derivative by the values before
     */
    public static void backward(float[] weights, int at, float[] gradient, int start, int count) {
        float mean = Loops.dot(weights, at, gradient, start, count);
        subtract(mean, gradient, start, count);
        Loops.multiply(weights, at, gradient, start, count);
    }

    private static void subtract(float amount, float[] values, int start, int count) {
        for (int i = start; i < start + count; i++) {
            values[i] -= amount;
        }
    }
}
