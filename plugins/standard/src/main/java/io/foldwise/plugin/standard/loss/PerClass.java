package io.foldwise.plugin.standard.loss;

import io.foldwise.plugin.standard.labels.HeadCheck;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.training.Loss;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.util.List;

/**
 * Another loss of each class by itself, and the weighted mean over classes, {@code sum(w_c loss_c) / sum(w_c)}. Classes are the last
 * dimension of a head's logits: the masks of an image, {@code [height, width, classes]}, or the labels of a row.
 */
@Description("Another loss of each class of a mask, or each label, by itself: the weighted mean over classes")
public final class PerClass implements Loss {

    private final Loss of;
    private final double[] weights;

    /** What each class is given to, and how much it counts. */
    public record Params(
            @Description("The loss that sees one class after the other") @Default("{ type = bce }")
            Spec<Loss> of,

            @Description("How much each class counts, in order; empty for all the same") @Default("[]")
            List<@Positive Double> weights) {}

    @Inject
    public PerClass(Params params, Assembler assembler, Head head) {
        HeadCheck.lossOfYesOrNo(head);
        this.of = assembler.build(params.of());
        this.weights = weights(params.weights(), Math.toIntExact(head.logits()[head.logits().length - 1]));
    }

    /** With sum 1. */
    private static double[] weights(List<Double> given, int classes) {
        if (!given.isEmpty() && given.size() != classes) {
            throw new IncompatibleException(
                    given.size() + " weights do not fit " + classes + (classes == 1 ? " class" : " classes"));
        }
        double sum = given.stream().mapToDouble(Double::doubleValue).sum();
        double[] weights = new double[classes];
        for (int ofClass = 0; ofClass < classes; ofClass++) {
            weights[ofClass] = given.isEmpty() ? 1.0 / classes : given.get(ofClass) / sum;
        }
        return weights;
    }

    @Override
    public double evaluate(double[] logits, double[] targets, int rows, int cells, double[] gradient) {
        int own = cells / weights.length;
        double[] slopes = new double[rows * own];
        double sum = 0;
        for (int ofClass = 0; ofClass < weights.length; ofClass++) {
            sum += weights[ofClass]
                    * of.evaluate(
                            part(logits, ofClass, slopes.length),
                            part(targets, ofClass, slopes.length),
                            rows,
                            own,
                            slopes);
            for (int cell = 0; cell < slopes.length; cell++) {
                gradient[cell * weights.length + ofClass] = weights[ofClass] * slopes[cell];
            }
        }
        return sum;
    }

    private double[] part(double[] all, int ofClass, int cells) {
        double[] part = new double[cells];
        for (int cell = 0; cell < cells; cell++) {
            part[cell] = all[cell * weights.length + ofClass];
        }
        return part;
    }
}
