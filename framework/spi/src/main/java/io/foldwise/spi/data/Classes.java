package io.foldwise.spi.data;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One of several classes. A target is 1 in the column of the true class and 0 in the others, or shares with sum 1; a prediction is
 * the softmax of the logits, {@code exp(z_c) / sum exp(z)}: probabilities with sum 1.
 */
public record Classes(String name, List<String> classes) implements RowHead {

    /** What the head is called unless the reader says otherwise. */
    public static final String NAME = "class";

    public Classes {
        classes = List.copyOf(classes);
        if (classes.size() < 2) {
            throw new IllegalArgumentException("there must be two classes at least");
        }
        if (new HashSet<>(classes).size() < classes.size()) {
            throw new IllegalArgumentException("a class is named twice");
        }
    }

    public Classes(List<String> classes) {
        this(NAME, classes);
    }

    @Override
    public List<String> columns() {
        return classes;
    }

    /** The target of a sample of one class. */
    public Tensor target(int ofClass) {
        float[] row = new float[width()];
        row[ofClass] = 1;
        return Tensor.row(row);
    }

    /** The class with the largest number in a row; the first of equals. */
    public static int largest(float[] row) {
        int largest = 0;
        for (int column = 1; column < row.length; column++) {
            if (row[column] > row[largest]) {
                largest = column;
            }
        }
        return largest;
    }

    @Override
    public Tensor prediction(Tensor logits) {
        double[] values = new double[logits.values().length];
        for (int column = 0; column < values.length; column++) {
            values[column] = logits.values()[column];
        }
        return logits.with(softmax(values));
    }

    private static float[] softmax(double[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        double[] exponentials = new double[logits.length];
        for (int column = 0; column < logits.length; column++) {
            exponentials[column] = Math.exp(logits[column] - largest);
            sum += exponentials[column];
        }
        float[] probabilities = new float[logits.length];
        for (int column = 0; column < logits.length; column++) {
            probabilities[column] = (float) (exponentials[column] / sum);
        }
        return probabilities;
    }

    /** The mean of probabilities; or the softmax of the mean of their logarithms, which are logits but for a constant. */
    @Override
    public Tensor average(List<Tensor> members, double[] weights, Average of) {
        if (of == Average.PROBABILITIES) {
            return Cells.average(members, weights, of);
        }
        double[] logits = new double[width()];
        for (int column = 0; column < logits.length; column++) {
            for (int member = 0; member < weights.length; member++) {
                double probability = members.get(member).values()[column];
                logits[column] += weights[member] * Math.log(Cells.clipped(probability));
            }
        }
        return Tensor.row(softmax(logits));
    }

    /** Each class's rate, {@code (k + 1) / (n + classes)} where {@code k} of {@code n} samples are of it (Laplace). */
    @Override
    public Map<String, Tensor> baselines(Stream<Tensor> targets) {
        Sums sums = Sums.of(width(), targets);
        return Map.of(BASE_RATES, sums.map(sum -> (sum + 1) / (sums.samples() + width())));
    }

    @Override
    public String toString() {
        return "one of " + width() + " classes";
    }
}
