package io.foldwise.layers.transformer;

import io.foldwise.layers.transformer.TransformerSettings.Norm;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A block by the book, for one sequence {@code [time][width]}, number by number: what the kernels must agree with. */
record EncoderFormula(TransformerSettings settings, Function<String, INDArray> parameters) {

    double[][] apply(double[][] x) {
        double[][] y = around(x, this::attention, "attention");
        return around(y, this::feedForward, "feed-forward");
    }

    private double[][] around(double[][] x, UnaryOperator<double[][]> part, String name) {
        return settings.norm() == Norm.POST ? norm(sum(x, part.apply(x)), name) : sum(x, part.apply(norm(x, name)));
    }

    private double[][] attention(double[][] x) {
        int width = x[0].length;
        int size = width / settings.heads();
        double[][] projected = linear(x, "projection");
        double[][] results = new double[x.length][width];
        for (int head = 0; head < settings.heads(); head++) {
            for (int query = 0; query < x.length; query++) {
                double[] weights = new double[x.length];
                for (int key = 0; key < x.length; key++) {
                    double score = 0;
                    for (int i = head * size; i < (head + 1) * size; i++) {
                        score += projected[query][i] * projected[key][width + i];
                    }
                    weights[key] = Math.exp(score / Math.sqrt(size));
                }
                double total = Arrays.stream(weights).sum();
                for (int key = 0; key < x.length; key++) {
                    for (int i = head * size; i < (head + 1) * size; i++) {
                        results[query][i] += weights[key] / total * projected[key][2 * width + i];
                    }
                }
            }
        }
        return linear(results, "mixing");
    }

    private double[][] feedForward(double[][] x) {
        double[][] hidden = linear(x, "hidden");
        for (double[] row : hidden) {
            Arrays.setAll(row, i -> Math.max(0, row[i]));
        }
        return linear(hidden, "output");
    }

    private double[][] linear(double[][] x, String name) {
        double[][] weights = parameters.apply(name + "-weights").toDoubleMatrix();
        double[] bias = parameters.apply(name + "-bias").toDoubleVector();
        double[][] y = new double[x.length][bias.length];
        for (int row = 0; row < x.length; row++) {
            double[] input = x[row];
            Arrays.setAll(
                    y[row],
                    out -> bias[out]
                            + IntStream.range(0, input.length)
                                    .mapToDouble(in -> input[in] * weights[in][out])
                                    .sum());
        }
        return y;
    }

    private double[][] norm(double[][] x, String name) {
        double[] gain = parameters.apply(name + "-gain").toDoubleVector();
        double[] shift = parameters.apply(name + "-shift").toDoubleVector();
        double[][] y = new double[x.length][gain.length];
        for (int row = 0; row < x.length; row++) {
            double[] input = x[row];
            double mean = Arrays.stream(input).average().orElseThrow();
            double variance = Arrays.stream(input)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElseThrow();
            Arrays.setAll(y[row], i -> (input[i] - mean) / Math.sqrt(variance + 1e-5) * gain[i] + shift[i]);
        }
        return y;
    }

    private static double[][] sum(double[][] a, double[][] b) {
        double[][] sum = new double[a.length][a[0].length];
        for (int row = 0; row < a.length; row++) {
            for (int i = 0; i < a[0].length; i++) {
                sum[row][i] = a[row][i] + b[row][i];
            }
        }
        return sum;
    }
}
