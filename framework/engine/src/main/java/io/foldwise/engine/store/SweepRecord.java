package io.foldwise.engine.store;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a sweep has set out to do, its {@code sweep.json}. A run folder that has one is a sweep's.
 *
 * @param trials how many trials there are to be at most
 * @param limitSeconds after so much work no new trial begins; {@value #NO_LIMIT} if there is no limit
 * @param spentSeconds how long it has been at work, over all times that it was resumed
 * @param fixed every key of the experiment that must not change while the sweep goes on, with its value
 */
public record SweepRecord(int trials, double limitSeconds, double spentSeconds, Map<String, String> fixed) {

    public static final double NO_LIMIT = -1;

    public SweepRecord {
        fixed = Collections.unmodifiableMap(new TreeMap<>(fixed));
    }
}
