package io.foldwise.spi.training;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One array among a network's weights.
 *
 * @param layer the name of the vertex that it belongs to: {@code embedding-1}
 * @param name its name there: {@code bias}
 * @param role what it is for
 * @param values a view of the weights, {@code [length]}
 * @param gradient a view of the gradient by them, {@code [length]}
 */
public record Parameter(String layer, String name, Role role, INDArray values, INDArray gradient) {

    /** What an array is for. */
    public enum Role {
        /** Multiplies activations, or is looked up. */
        WEIGHT,
        /** Shifts or scales a channel: biases, and gains and shifts of normalization. */
        BIAS,
        /** A running statistic, of batch normalization as a rule: it is measured, not learned. */
        STATISTIC,
        /** Belongs to a layer that does not learn. */
        FROZEN
    }

    /** Whether the optimizer moves it. */
    public boolean learned() {
        return role == Role.WEIGHT || role == Role.BIAS;
    }

    /** The name in full: {@code embedding-1.table}. */
    public String path() {
        return layer + "." + name;
    }

    /** Whether a pattern is about this array, as {@link #fits(String, String, String)} says. */
    public boolean fits(String pattern) {
        return fits(pattern, layer, name);
    }

    /**
     * Whether a pattern is about an array: it fits the name of the layer, or the full name.
     *
     * @param pattern {@code *} stands for any letters: {@code embedding-*}, {@code *.bias}
     */
    public static boolean fits(String pattern, String layer, String name) {
        Pattern regex = Pattern.compile(
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
        return regex.matcher(layer).matches()
                || regex.matcher(layer + "." + name).matches();
    }
}
