package io.foldwise.plugin.standard.postprocessing;

import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Logistic;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing;
import io.foldwise.spi.prediction.Predicted;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Calibrates all probabilities with one number: logits are divided by the temperature {@code T} of the least cross-entropy, so that
 * predictions get more careful ({@code T > 1}) or bolder, and keep their order (Guo et al. 2017,
 * <a href="https://arxiv.org/abs/1706.04599">1706.04599</a>). Classes are divided before the softmax, other heads cell by cell.
 * Found by golden-section search of {@code log T} between 1/20 and 20, within which the cross-entropy has one valley.
 */
@Description("Calibrates all probabilities by one temperature that divides logits")
public final class Temperature implements PostProcessing {

    private static final String NAME = "temperature";
    private static final double WIDEST = Math.log(20);
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final double PRECISION = 1e-4;
    private static final double CLIP = 1e-7;

    /** Nothing to choose. */
    public record Params() {}

    /** @throws IncompatibleException if there are no probabilities */
    @Inject
    public Temperature(Params params, Head head) {
        if (head instanceof Quantities) {
            throw new IncompatibleException("calibrates probabilities, but '" + head.name() + "' is " + head);
        }
    }

    @Override
    public Fitted fit(Head head, List<Tensor> targets, List<? extends Predicted> predictions) {
        DoubleUnaryOperator loss = loss(head, targets, predictions);
        return new Divided(head, Math.exp(leastWithin(-WIDEST, WIDEST, log -> loss.applyAsDouble(Math.exp(log)))));
    }

    /** The cross-entropy by temperature. Arrays may lie in files, and are gone through once. */
    private static DoubleUnaryOperator loss(Head head, List<Tensor> targets, List<? extends Predicted> predictions) {
        return head.storage() instanceof Storage.Arrays && !(head instanceof Classes)
                ? LogitHistogram.of(targets, predictions)::loss
                : temperature -> loss(head, targets, predictions, temperature);
    }

    @Override
    public Fitted restore(Head head, Map<String, Double> values) {
        if (!values.containsKey(NAME)) {
            throw new IncompatibleException("lacks '" + NAME + "'");
        }
        return new Divided(head, values.get(NAME));
    }

    /** The place of the least value of a function with one valley. */
    private static double leastWithin(double from, double to, DoubleUnaryOperator function) {
        double low = from;
        double high = to;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = function.applyAsDouble(left);
        double atRight = function.applyAsDouble(right);
        while (high - low > PRECISION) {
            if (atLeft <= atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = function.applyAsDouble(left);
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = function.applyAsDouble(right);
            }
        }
        return (low + high) / 2;
    }

    private static double loss(
            Head head, List<Tensor> targets, List<? extends Predicted> predictions, double temperature) {
        double sum = 0;
        for (int sample = 0; sample < targets.size(); sample++) {
            float[] wanted = targets.get(sample).values();
            float[] given = predictions.get(sample).own().values();
            sum += head instanceof Classes
                    ? ofClasses(wanted, given, temperature)
                    : ofCells(wanted, given, temperature);
        }
        return sum;
    }

    private static double ofCells(float[] wanted, float[] given, double temperature) {
        double sum = 0;
        for (int cell = 0; cell < given.length; cell++) {
            sum += Logistic.crossEntropy(Calibration.logit(given[cell]) / temperature, wanted[cell]);
        }
        return sum / given.length;
    }

    private static double ofClasses(float[] wanted, float[] given, double temperature) {
        double[] logits = logits(given, temperature);
        double normal = logSum(logits);
        double sum = 0;
        for (int column = 0; column < logits.length; column++) {
            sum += wanted[column] * (normal - logits[column]);
        }
        return sum;
    }

    private static double[] logits(float[] probabilities, double temperature) {
        double[] logits = new double[probabilities.length];
        for (int column = 0; column < logits.length; column++) {
            logits[column] = Math.log(Math.max(CLIP, probabilities[column])) / temperature;
        }
        return logits;
    }

    private static double logSum(double[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit - largest);
        }
        return largest + Math.log(sum);
    }

    private record Divided(Head head, double temperature) implements Fitted {

        @Override
        public Tensor apply(Predicted predicted) {
            Tensor prediction = predicted.own();
            if (head instanceof Classes) {
                double[] logits = logits(prediction.values(), temperature);
                float[] floats = new float[logits.length];
                for (int column = 0; column < floats.length; column++) {
                    floats[column] = (float) logits[column];
                }
                return head.prediction(prediction.with(floats));
            }
            return Calibration.moved(prediction, new double[] {1 / temperature}, new double[] {0});
        }

        @Override
        public Map<String, Double> values() {
            return Map.of(NAME, temperature);
        }
    }
}
