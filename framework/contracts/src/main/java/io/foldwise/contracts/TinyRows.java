package io.foldwise.contracts;

import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Quantities;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Targets and predictions for contract tests, as the head has them: yes-or-no cells, one of several classes, or quantities.
 *
 * @param cells how many numbers a sample has
 */
record TinyRows(Head head, int cells) {

    /** The same for all samples would be no target. Both answers, every class, and numbers of either sign occur. */
    float[][] targets(int samples) {
        float[][] targets = new float[samples][cells];
        for (int row = 0; row < samples; row++) {
            if (head instanceof Classes) {
                targets[row][ofClass(row)] = 1;
                continue;
            }
            for (int column = 0; column < cells; column++) {
                targets[row][column] = head instanceof Quantities
                        ? (row * 7 + column * 3) % 11 - 4
                        : (row * 7 + column) % (column % 3 + 2) == 0 ? 1 : 0;
            }
        }
        return targets;
    }

    /** In shares that differ by class. */
    private int ofClass(int row) {
        int turn = row * 7 % (cells + 2);
        return turn < cells ? turn : 0;
    }

    /** What the targets are not: the other answer, the next class, as far on the other side of 1. */
    float[][] opposite(float[][] targets) {
        float[][] opposite = new float[targets.length][cells];
        for (int row = 0; row < targets.length; row++) {
            for (int column = 0; column < cells; column++) {
                opposite[row][column] = head instanceof Classes
                        ? targets[row][(column + 1) % cells]
                        : head instanceof Quantities ? 2 - targets[row][column] : 1 - targets[row][column];
            }
        }
        return opposite;
    }

    /** What a model that learned nothing would say, of each sample. */
    float[][] constants(float[][] targets) {
        float[] means = new float[cells];
        for (float[] row : targets) {
            for (int column = 0; column < means.length; column++) {
                means[column] += row[column] / targets.length;
            }
        }
        return Arrays.stream(targets).map(row -> means.clone()).toArray(float[][]::new);
    }

    /** Less certain, by amounts that differ, so that no two predictions are equal. */
    float[][] blurred(float[][] answers, SplittableRandom random) {
        float[][] blurred = new float[answers.length][cells];
        for (int row = 0; row < answers.length; row++) {
            double sum = 0;
            for (int column = 0; column < cells; column++) {
                blurred[row][column] = (float) (0.1 + 0.6 * answers[row][column] + 0.2 * random.nextDouble());
                sum += blurred[row][column];
            }
            for (int column = 0; head instanceof Classes && column < cells; column++) {
                blurred[row][column] /= (float) sum;
            }
        }
        return blurred;
    }

    /** Soft targets of the head: shares, shares with sum 1, any numbers. */
    double[] soft(int samples, SplittableRandom random) {
        double[] targets = random.doubles((long) samples * cells).toArray();
        for (int row = 0; row < samples && (head instanceof Classes || head instanceof Quantities); row++) {
            double sum = Arrays.stream(targets, row * cells, (row + 1) * cells).sum();
            for (int cell = row * cells; cell < (row + 1) * cells; cell++) {
                targets[cell] = head instanceof Classes ? targets[cell] / sum : 6 * targets[cell] - 3;
            }
        }
        return targets;
    }
}
