package io.foldwise.plugin.volume.metric;

import io.foldwise.plugin.volume.box.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the marks on one scan are worth by LUNA16's rule. A mark hits a nodule if its centre is nearer to the nodule's than half of the
 * diameter. Of the marks on a nodule the most probable one counts, and the others are dropped, as are those on excluded findings; what
 * hits nothing is a false positive.
 *
 * @param found the probability of each nodule that is found
 * @param missed how many nodules are not found
 * @param wrong the probabilities of false positives
 */
public record Marks(double[] found, int missed, double[] wrong) {

    /** Of marks beyond this number those count that are more probable than the first one that is too many. */
    private static final int MOST = 100;

    /**
     * @param findings nodules, and excluded findings
     * @param marks in any order
     */
    public static Marks of(List<Box> findings, List<Box> marks) {
        List<Box> counted = counted(marks);
        boolean[] dropped = new boolean[counted.size()];
        List<Double> found = new ArrayList<>();
        int missed = 0;
        for (Box finding : findings) {
            double best = Double.NEGATIVE_INFINITY;
            for (int number = 0; number < dropped.length; number++) {
                if (hits(counted.get(number), finding)) {
                    dropped[number] = true;
                    best = Math.max(best, counted.get(number).probability());
                }
            }
            if (finding.counts() && best == Double.NEGATIVE_INFINITY) {
                missed++;
            } else if (finding.counts()) {
                found.add(best);
            }
        }
        List<Double> wrong = new ArrayList<>();
        for (int number = 0; number < dropped.length; number++) {
            if (!dropped[number]) {
                wrong.add(counted.get(number).probability());
            }
        }
        return new Marks(array(found), missed, array(wrong));
    }

    private static boolean hits(Box mark, Box finding) {
        double radius = finding.diameter() / 2;
        return mark.squaredDistance(finding) < radius * radius;
    }

    private static List<Box> counted(List<Box> marks) {
        if (marks.size() <= MOST) {
            return marks;
        }
        double limit = marks.stream()
                .map(Box::probability)
                .sorted((one, other) -> Double.compare(other, one))
                .skip(MOST)
                .findFirst()
                .orElseThrow();
        return marks.stream().filter(mark -> mark.probability() > limit).toList();
    }

    int nodules() {
        return found.length + missed;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** How many of the nodules are found at all. */
    static double share(List<Marks> scans) {
        int nodules = scans.stream().mapToInt(Marks::nodules).sum();
        return scans.stream().mapToInt(scan -> scan.found().length).sum() / (double) nodules;
    }

    /** False positives in a scan. */
    static double wrongPerScan(List<Marks> scans) {
        return scans.stream().mapToInt(scan -> scan.wrong().length).sum() / (double) scans.size();
    }

    /** How many entries all scans have. */
    static int entries(List<Marks> scans) {
        return scans.stream()
                .mapToInt(scan -> scan.found().length + scan.wrong().length)
                .sum();
    }

    @Override
    public String toString() {
        return Arrays.toString(found) + " found, " + missed + " missed, " + Arrays.toString(wrong) + " wrong";
    }
}
