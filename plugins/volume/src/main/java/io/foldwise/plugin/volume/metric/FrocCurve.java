package io.foldwise.plugin.volume.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How many nodules are found at how many false positives: marks of all scans, the most probable first, each with its scan, so that scans may
 * count several times or not at all.
 */
final class FrocCurve {

    private record Entry(int scan, double probability, boolean found) {}

    private final List<Entry> entries;
    private final int[] nodules;

    FrocCurve(List<Marks> scans) {
        entries = new ArrayList<>(Marks.entries(scans));
        nodules = new int[scans.size()];
        for (int scan = 0; scan < nodules.length; scan++) {
            nodules[scan] = scans.get(scan).nodules();
            for (double probability : scans.get(scan).found()) {
                entries.add(new Entry(scan, probability, true));
            }
            for (double probability : scans.get(scan).wrong()) {
                entries.add(new Entry(scan, probability, false));
            }
        }
        entries.sort(Comparator.comparingDouble(Entry::probability).reversed());
    }

    /**
     * The sensitivity at some numbers of false positives in a scan, interpolated linearly between the points that thresholds give; marks of
     * equal probability share a threshold.
     *
     * @param rates ascending
     * @param times how often each scan counts
     * @return NaN where there is no nodule
     */
    double[] sensitivities(double[] rates, int[] times) {
        long all = 0;
        long scans = 0;
        for (int scan = 0; scan < times.length; scan++) {
            all += (long) times[scan] * nodules[scan];
            scans += times[scan];
        }
        double[] values = new double[rates.length];
        int rate = 0;
        long found = 0;
        long wrong = 0;
        double lastRate = 0;
        double lastValue = 0;
        for (int at = 0; at < entries.size() && rate < rates.length; ) {
            double probability = entries.get(at).probability();
            for (; at < entries.size() && entries.get(at).probability() == probability; at++) {
                int count = times[entries.get(at).scan()];
                found += entries.get(at).found() ? count : 0;
                wrong += entries.get(at).found() ? 0 : count;
            }
            double thisRate = (double) wrong / scans;
            double thisValue = (double) found / all;
            for (; rate < rates.length && rates[rate] < thisRate; rate++) {
                double share = (rates[rate] - lastRate) / (thisRate - lastRate);
                values[rate] = lastValue + share * (thisValue - lastValue);
            }
            lastRate = thisRate;
            lastValue = thisValue;
        }
        for (; rate < rates.length; rate++) {
            values[rate] = (double) found / all;
        }
        return values;
    }
}
