package io.foldwise.plugin.signal.inference;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Average;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.Tensor;
import java.util.Arrays;
import java.util.List;

/** What is made of the predictions for several windows of one signal. */
public enum Combination {

    /** The mean of probabilities, or of quantities. */
    MEAN {
        @Override
        Tensor of(Head head, List<Tensor> windows) {
            double[] weights = new double[windows.size()];
            Arrays.fill(weights, 1.0 / weights.length);
            return head.average(windows, weights, Average.PROBABILITIES);
        }
    },

    /** The largest probability of each label; of classes, too, and these then divided by their sum. */
    MAXIMUM {
        @Override
        void require(Head head) {
            if (head instanceof Quantities) {
                throw new IncompatibleException(
                        "takes the largest probability, but '" + head.name() + "' is " + head + ": use mean");
            }
        }

        @Override
        Tensor of(Head head, List<Tensor> windows) {
            float[] largest = windows.get(0).values().clone();
            for (Tensor window : windows) {
                for (int cell = 0; cell < largest.length; cell++) {
                    largest[cell] = Math.max(largest[cell], window.values()[cell]);
                }
            }
            if (head instanceof Classes) {
                double sum = 0;
                for (float probability : largest) {
                    sum += probability;
                }
                for (int cell = 0; cell < largest.length; cell++) {
                    largest[cell] = (float) (largest[cell] / sum);
                }
            }
            return windows.get(0).with(largest);
        }
    };

    /** @throws IncompatibleException if a head's predictions cannot be combined so */
    void require(Head head) {}

    abstract Tensor of(Head head, List<Tensor> windows);
}
