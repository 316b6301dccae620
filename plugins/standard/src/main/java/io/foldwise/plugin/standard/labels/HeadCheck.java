package io.foldwise.plugin.standard.labels;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Quantities;

/**
 * Refuses heads that a loss or a metric would take and misunderstand. Heads that plugins bring, such as masks, pass: their cells
 * are yes-or-no questions unless they say otherwise.
 */
public final class HeadCheck {

    private HeadCheck() {}

    /**
     * A loss whose cells are yes-or-no questions of their own.
     *
     * @throws IncompatibleException for classes and quantities
     */
    public static void lossOfYesOrNo(Head head) {
        yesOrNo(head, "cross-entropy", "mse or huber");
    }

    /**
     * Refuses classes and quantities.
     *
     * @param ofClasses what to use for classes instead
     * @param ofQuantities what to use for quantities instead
     * @throws IncompatibleException for these
     */
    public static void yesOrNo(Head head, String ofClasses, String ofQuantities) {
        if (head instanceof Classes) {
            throw new IncompatibleException(
                    "takes every cell for a yes-or-no question of its own, but " + misfit(head, ofClasses));
        }
        probabilities(head, ofQuantities);
    }

    /**
     * Refuses quantities.
     *
     * @param ofQuantities what to use for them instead
     * @throws IncompatibleException for these
     */
    public static void probabilities(Head head, String ofQuantities) {
        if (head instanceof Quantities) {
            throw new IncompatibleException("is for probabilities, but " + misfit(head, ofQuantities));
        }
    }

    private static String misfit(Head head, String instead) {
        return "'" + head.name() + "' is " + head + ": use " + instead;
    }
}
