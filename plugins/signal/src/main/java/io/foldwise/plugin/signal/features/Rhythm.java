package io.foldwise.plugin.signal.features;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The rhythm of beats, from the times between them, RR, in seconds.
 *
 * @see <a href="https://doi.org/10.1161/01.CIR.93.5.1043">Task Force of ESC and NASPE 1996, on RMSSD and pNN50</a>
 * @see <a href="https://doi.org/10.1152/ajpheart.2000.278.6.H2039">Richman and Moorman 2000, on sample entropy</a>
 */
final class Rhythm {

    private static final double MINUTE = 60;
    /** Beats in a minute below which they are bradycardia. */
    private static final double SLOW = 60;

    /** Beats in a minute above which they are tachycardia. */
    private static final double FAST = 100;

    private static final double FIFTY_MILLISECONDS = 0.05;

    /** Intervals are alike that differ by less than this share of their deviation. */
    private static final double TOLERANCE = 0.2;

    private Rhythm() {}

    /** @param beats in steps, ascending */
    static void measure(int[] beats, double rate, Measures measures) {
        double[] intervals = IntStream.range(1, beats.length)
                .mapToDouble(beat -> (beats[beat] - beats[beat - 1]) / rate)
                .toArray();
        double[] changes = IntStream.range(1, intervals.length)
                .mapToDouble(i -> intervals[i] - intervals[i - 1])
                .toArray();
        double mean = Arrays.stream(intervals).average().orElse(Double.NaN);
        double deviation = Math.sqrt(Arrays.stream(intervals)
                .map(interval -> (interval - mean) * (interval - mean))
                .average()
                .orElse(Double.NaN));
        measures.add("rate", MINUTE / mean);
        measures.add("rate-below-60", Math.max(0, SLOW - MINUTE / mean));
        measures.add("rate-above-100", Math.max(0, MINUTE / mean - FAST));
        measures.add("rr-min", Arrays.stream(intervals).min().orElse(Double.NaN));
        measures.add("rr-max", Arrays.stream(intervals).max().orElse(Double.NaN));
        measures.add("rr-mean", mean);
        measures.add("rr-deviation", deviation);
        measures.add("rr-variation", deviation / mean);
        measures.add(
                "rmssd",
                Math.sqrt(Arrays.stream(changes)
                        .map(change -> change * change)
                        .average()
                        .orElse(Double.NaN)));
        measures.add(
                "pnn50",
                Arrays.stream(changes)
                        .map(change -> Math.abs(change) > FIFTY_MILLISECONDS ? 1 : 0)
                        .average()
                        .orElse(Double.NaN));
        measures.add("sample-entropy", sampleEntropy(intervals, TOLERANCE * deviation));
        measures.add("earliest-beat", earliest(intervals));
    }

    /**
     * How little one interval tells of the next: {@code -ln(A / B)}, where {@code B} counts pairs of intervals that are alike, and
     * {@code A} those whose successors are alike, too. Where none are, one half of a pair is counted.
     */
    static double sampleEntropy(double[] intervals, double tolerance) {
        if (intervals.length < 4) {
            return Double.NaN;
        }
        double alike = 0;
        double followed = 0;
        for (int i = 0; i < intervals.length - 1; i++) {
            for (int j = i + 1; j < intervals.length - 1; j++) {
                if (Math.abs(intervals[i] - intervals[j]) <= tolerance) {
                    alike++;
                    followed += Math.abs(intervals[i + 1] - intervals[j + 1]) <= tolerance ? 1 : 0;
                }
            }
        }
        return -Math.log(Math.max(0.5, followed) / Math.max(0.5, alike));
    }

    /** The smallest share that an interval is of the median: premature beats come early. */
    private static double earliest(double[] intervals) {
        return intervals.length < 2
                ? Double.NaN
                : Arrays.stream(intervals).min().orElseThrow() / Lead.median(intervals);
    }
}
