package io.foldwise.plugin.standard.labels;

/** Which targets count as positive where a yes or no is needed: those from 0.5 on, so that soft targets are legal. */
public final class Positives {

    private Positives() {}

    /** Whether a cell is positive. */
    public static boolean is(float target) {
        return target >= 0.5f;
    }

    /** Whether a sample has any positive label. */
    public static boolean any(float[] targets) {
        for (float target : targets) {
            if (is(target)) {
                return true;
            }
        }
        return false;
    }
}
