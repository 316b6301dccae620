package io.foldwise.plugin.signal.data;

import java.util.Optional;

/** Whether numbers can be millivolts of a heart, where nothing tells their unit. */
public final class Millivolts {

    private static final int MOST = 50; // no heart reaches a tenth of it

    private static final double SHARE = 0.01;

    private Millivolts() {}

    /** Why they can not; single numbers count for nothing. */
    public static Optional<String> doubt(float[] values) {
        int large = 0;
        for (float value : values) {
            large += Math.abs(value) > MOST ? 1 : 0;
        }
        return large > SHARE * values.length
                ? Optional.of(
                        "has " + Math.round(100.0 * large / values.length) + " % of its values beyond " + MOST + " mV")
                : Optional.empty();
    }
}
