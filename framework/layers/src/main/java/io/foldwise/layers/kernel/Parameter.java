package io.foldwise.layers.kernel;

import java.util.Arrays;
import java.util.Objects;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One trainable array of a layer, declared before any memory exists. A layer's parameters lie one after another, each
 * row by row ('c' order), in the order of their declaration: a bias declared right after its weight matrix
 * {@code [in, out]} is the last row of a matrix {@code [in + 1, out]}, which lets one matrix product do both.
 *
 * @param name unique within the layer; part of saved models
 * @param shape of the array
 * @param kind decides which regularization and which updater apply
 * @param start how the values start
 */
public record Parameter(String name, Shape shape, Kind kind, Start start) {

    /** A weight is decayed and uses the layer's updater; a bias follows the bias settings. */
    public enum Kind {
        WEIGHT,
        BIAS
    }

    /** Fills a parameter before training. */
    @FunctionalInterface
    public interface Start {
        /**
         * @param values the parameter's memory, in its own shape
         * @param configured the weight initialization that the layer or the network asks for
         */
        void fill(INDArray values, IWeightInit configured);
    }

    /** The size of every dimension; a value, unlike an array. */
    public record Shape(long... sizes) {

        public long length() {
            return Arrays.stream(sizes).reduce(1, Math::multiplyExact);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(sizes);
        }

        @Override
        public String toString() {
            return Arrays.toString(sizes);
        }
    }

    public Parameter {
        Objects.requireNonNull(name);
        if (shape.length() <= 0) {
            throw new IllegalArgumentException("parameter " + name + " would be empty: shape " + shape
                    + "; is the layer's input size unknown? Call setInputTypes before the network is built.");
        }
    }

    /**
     * A weight array that starts as the network's weight initialization says.
     *
     * @param fanIn number of inputs that one output sums up
     * @param fanOut number of outputs that one input feeds
     */
    public static Parameter weight(String name, double fanIn, double fanOut, long... shape) {
        return new Parameter(
                name,
                new Shape(shape),
                Kind.WEIGHT,
                (values, configured) -> configured.init(fanIn, fanOut, shape, 'c', values.reshape(values.length())));
    }

    /** A bias (or gain) whose elements all start with the same value. */
    public static Parameter bias(String name, double value, long... shape) {
        return new Parameter(name, new Shape(shape), Kind.BIAS, (values, configured) -> values.assign(value));
    }

    /** The same parameter with another start. */
    public Parameter startingWith(Start other) {
        return new Parameter(name, shape, kind, other);
    }

    public long length() {
        return shape.length();
    }
}
