package io.foldwise.plugin.standard.postprocessing;

import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing;
import io.foldwise.spi.prediction.Predicted;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Calibrates the probabilities of each label: {@code sigmoid(a z + b)} of their logits {@code z}, with {@code a} and {@code b} of
 * the least cross-entropy (Platt 1999, "Probabilistic Outputs for Support Vector Machines"). As there, of {@code n} positive and
 * {@code m} other targets the former count as {@code (n + 1) / (n + 2)} and the latter as {@code 1 / (m + 2)}: a label that was never
 * seen is rare, not impossible.
 */
@Description("Calibrates each label's probabilities along a line of their logits")
public final class Platt implements PostProcessing {

    private static final String SLOPE = ".slope";
    private static final String SHIFT = ".shift";

    /** Nothing to choose. */
    public record Params() {}

    @Inject
    public Platt(Params params, LabelSchema labels) {}

    @Override
    public Fitted fit(Head head, List<Tensor> targets, List<? extends Predicted> predictions) {
        float[][] wanted = targets.stream().map(Tensor::values).toArray(float[][]::new);
        float[][] given =
                predictions.stream().map(Predicted::own).map(Tensor::values).toArray(float[][]::new);
        int width = head.columns().size();
        double[] slopes = new double[width];
        double[] shifts = new double[width];
        for (int column = 0; column < width; column++) {
            int label = column;
            double[] line = Calibration.line(
                    IntStream.range(0, given.length)
                            .mapToDouble(row -> Calibration.logit(given[row][label]))
                            .toArray(),
                    smoothed(IntStream.range(0, given.length)
                            .mapToDouble(row -> wanted[row][label])
                            .toArray()));
            slopes[label] = line[0];
            shifts[label] = line[1];
        }
        return new Lines(head.columns(), slopes, shifts);
    }

    private static double[] smoothed(double[] targets) {
        double positive = Arrays.stream(targets).sum();
        double negative = targets.length - positive;
        double yes = (positive + 1) / (positive + 2);
        double no = 1 / (negative + 2);
        return Arrays.stream(targets)
                .map(target -> target * yes + (1 - target) * no)
                .toArray();
    }

    @Override
    public Fitted restore(Head head, Map<String, Double> values) {
        return new Lines(head.columns(), all(head, values, SLOPE), all(head, values, SHIFT));
    }

    private static double[] all(Head head, Map<String, Double> values, String suffix) {
        return head.columns().stream()
                .map(label -> label + suffix)
                .mapToDouble(name -> {
                    if (!values.containsKey(name)) {
                        throw new IncompatibleException("lacks '" + name + "'");
                    }
                    return values.get(name);
                })
                .toArray();
    }

    private record Lines(List<String> labels, double[] slopes, double[] shifts) implements Fitted {

        @Override
        public Tensor apply(Predicted predicted) {
            Tensor prediction = predicted.own();
            return Calibration.moved(prediction, slopes, shifts);
        }

        @Override
        public Map<String, Double> values() {
            Map<String, Double> values = new LinkedHashMap<>();
            for (int label = 0; label < slopes.length; label++) {
                values.put(labels.get(label) + SLOPE, slopes[label]);
                values.put(labels.get(label) + SHIFT, shifts[label]);
            }
            return values;
        }
    }
}
