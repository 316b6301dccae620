package io.foldwise.engine.sweep;

/**
 * How much one key of a search mattered; see {@link Importance} for how that is found out.
 *
 * @param trials how many had it
 * @param share of the differences between trials that the key explains; NaN where trials are too few or too alike to tell
 * @param low lower end of the interval that holds 90 % of the shares found when trials are drawn again
 * @param high its upper end
 * @param chance how often trials with shuffled ranks give at least as large a share
 */
public record KeyEffect(String key, int trials, double share, double low, double high, double chance) {

    /** Of a key about which nothing can be said. */
    static KeyEffect unknown(String key, int trials) {
        return new KeyEffect(key, trials, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
}
