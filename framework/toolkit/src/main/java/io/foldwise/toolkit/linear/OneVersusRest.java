package io.foldwise.toolkit.linear;

import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Task;

/** Answers of linear models that were fitted for each column on its own: those of one class against all others as well. */
public final class OneVersusRest {

    private OneVersusRest() {}

    /**
     * What such models answer, as a {@link io.foldwise.spi.model.DirectModel} answers it. For columns of a head of classes {@code z} becomes
     * {@code ln sigmoid(z)}, so that their softmax is {@code sigmoid(z_c) / sum sigmoid(z)}: of two classes each keeps the probability
     * that it was fitted to. The softmax of {@code z} itself would be too sure of itself, of two classes by twice the logit.
     *
     * @param fitted {@code [samples][columns of all heads]}, logits of each column for itself; they are changed
     */
    public static float[][] logits(Task task, float[][] fitted) {
        for (Head head : task.heads()) {
            if (head instanceof Classes classes) {
                int from = task.offset(head);
                for (float[] row : fitted) {
                    for (int column = from; column < from + classes.width(); column++) {
                        row[column] = (float) logSigmoid(row[column]);
                    }
                }
            }
        }
        return fitted;
    }

    private static double logSigmoid(double z) {
        return Math.min(z, 0) - Math.log1p(Math.exp(-Math.abs(z)));
    }
}
