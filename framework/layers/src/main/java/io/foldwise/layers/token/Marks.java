package io.foldwise.layers.token;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Ids that say of a token whether something is asked about its place: {@code id} where nothing is, {@code id + vocabulary} where
 * something is.
 */
public final class Marks {

    private Marks() {}

    /** A token whose place is asked about. */
    public static int marked(int token, int vocabulary) {
        return token + vocabulary;
    }

    public static boolean isMarked(int id, int vocabulary) {
        return id >= vocabulary;
    }

    /** The token without its mark. */
    public static int token(int id, int vocabulary) {
        return id % vocabulary;
    }

    /**
     * The marked steps of every sequence, ascending.
     *
     * @param ids {@code [batch, time]}
     */
    static int[][] steps(INDArray ids, int vocabulary) {
        int batch = (int) ids.size(0);
        int time = (int) ids.size(1);
        double[] values = ids.dup('c').data().asDouble();
        int[][] steps = new int[batch][];
        int[] found = new int[time];
        for (int sample = 0; sample < batch; sample++) {
            int count = 0;
            for (int step = 0; step < time; step++) {
                if (values[sample * time + step] >= vocabulary) {
                    found[count++] = step;
                }
            }
            steps[sample] = Arrays.copyOf(found, count);
        }
        return steps;
    }
}
