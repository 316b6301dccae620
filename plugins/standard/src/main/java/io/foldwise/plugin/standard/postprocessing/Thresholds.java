package io.foldwise.plugin.standard.postprocessing;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing;
import io.foldwise.spi.prediction.Predicted;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Moves each label's probabilities so that 0.5 is the best place to tell yes from no: the threshold {@code t} with the largest
 * F-beta, {@code (1 + b^2) TP / ((1 + b^2) TP + b^2 FN + FP)}, becomes 0.5, and probabilities on either side are stretched
 * linearly, {@code p / 2t} below and {@code 1 - (1 - p) / (2 - 2t)} above. The order of samples stays, and so do measures of
 * ranking; measures at 0.5 get better; log loss may well get worse.
 *
 * <p>Thresholds lie halfway between two predictions. Of thresholds that are equally good the one nearest 0.5 is taken; a label
 * without positives keeps 0.5.
 */
@Description("Moves each label's probabilities so that 0.5 is where F-beta is best")
public final class Thresholds implements PostProcessing {

    private static final double HALF = 0.5;

    private final double beta;

    /** What is best. */
    public record Params(
            @Description("How many times recall counts as much as precision; 1 for F1") @Default("1") @Positive
            double beta) {}

    @Inject
    public Thresholds(Params params, LabelSchema labels) {
        this.beta = params.beta();
    }

    @Override
    public Fitted fit(Head head, List<Tensor> targets, List<? extends Predicted> predictions) {
        List<String> columns = head.columns();
        float[][] wanted = targets.stream().map(Tensor::values).toArray(float[][]::new);
        float[][] given =
                predictions.stream().map(Predicted::own).map(Tensor::values).toArray(float[][]::new);
        double[] thresholds = IntStream.range(0, columns.size())
                .mapToDouble(label -> best(label, wanted, given))
                .toArray();
        return new Moved(columns, thresholds);
    }

    @Override
    public Fitted restore(Head head, Map<String, Double> values) {
        List<String> columns = head.columns();
        if (!values.keySet().containsAll(columns)) {
            throw new IncompatibleException("lacks the thresholds of some labels");
        }
        return new Moved(columns, columns.stream().mapToDouble(values::get).toArray());
    }

    /** From the largest probability down: every sample passed is one more that is called positive. */
    private double best(int label, float[][] targets, float[][] predictions) {
        Integer[] descending = IntStream.range(0, targets.length).boxed().toArray(Integer[]::new);
        Arrays.sort(descending, Comparator.comparingDouble(row -> -predictions[row][label]));
        double positives = Arrays.stream(targets).mapToDouble(row -> row[label]).sum();
        double hits = 0;
        double most = 0;
        double best = HALF;
        for (int called = 1; called <= descending.length; called++) {
            hits += targets[descending[called - 1]][label];
            double here = predictions[descending[called - 1]][label];
            double next = called < descending.length ? predictions[descending[called]][label] : 0;
            if (next == here) {
                continue; // equal probabilities cannot be told apart
            }
            double score = (1 + beta * beta) * hits / (called + beta * beta * positives);
            double threshold = (here + next) / 2;
            if (score > most || score == most && Math.abs(threshold - HALF) < Math.abs(best - HALF)) {
                most = score;
                best = threshold;
            }
        }
        return most > 0 ? best : HALF;
    }

    private record Moved(List<String> labels, double[] thresholds) implements Fitted {

        @Override
        public Tensor apply(Predicted predicted) {
            Tensor prediction = predicted.own();
            float[] moved = new float[thresholds.length];
            for (int label = 0; label < moved.length; label++) {
                double probability = prediction.values()[label];
                double threshold = thresholds[label];
                moved[label] = (float)
                        (probability < threshold
                                ? probability / threshold / 2
                                : 1 - (1 - probability) / (1 - threshold) / 2);
            }
            return prediction.with(moved);
        }

        @Override
        public Map<String, Double> values() {
            Map<String, Double> values = new LinkedHashMap<>();
            for (int label = 0; label < thresholds.length; label++) {
                values.put(labels.get(label), thresholds[label]);
            }
            return values;
        }
    }
}
