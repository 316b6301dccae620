package io.foldwise.plugin.signal.features;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the beats of an electrocardiogram, after Pan and Tompkins: slopes between about 5 and 15 Hz are squared, added up over all
 * leads and averaged over 120 ms. A peak of that is a beat if it passes a threshold between the running levels of beats and of noise,
 * 250 ms or more after the one before; within 360 ms it must not be so flat that it is a T wave. Where a beat is overdue by two thirds,
 * the largest peak in between counts if it passes half of the threshold.
 *
 * <p>All of a record is at hand, so filters look both ways and shift nothing. A beat's place is where the leads together are farthest
 * from their level, near the peak of its R wave.
 *
 * @see <a href="https://doi.org/10.1109/TBME.1985.325532">Pan and Tompkins 1985</a>
 */
final class QrsDetector {

    private static final double SMOOTH = 0.01;
    private static final double SLOPE = 0.02;
    private static final double WINDOW = 0.06;
    private static final double REFRACTORY = 0.25;
    private static final double T_WAVE = 0.36;
    private static final double T_SHARE = 0.4;
    private static final double LEVEL = 0.3;
    private static final double PEAK_REACH = 0.1;
    private static final double LEARNED = 2;
    private static final double SHARE = 0.25;
    private static final double LATEST = 0.125;
    private static final double OVERDUE = 1.66;
    private static final int REMEMBERED = 8;

    private final double rate;
    private final double[] energy;
    private final double[] distance;
    private final List<Integer> beats = new ArrayList<>();
    private double beatLevel;
    private double noiseLevel;

    private QrsDetector(float[] signal, int channels, double rate) {
        this.rate = rate;
        int length = signal.length / channels;
        double[] squares = new double[length];
        this.distance = new double[length];
        for (int lead = 0; lead < channels; lead++) {
            double[] smooth = Lead.smooth(Lead.of(signal, lead, channels), steps(SMOOTH));
            double[] slope = Lead.slope(smooth, Math.max(1, steps(SLOPE)));
            double[] level = Lead.smooth(smooth, steps(LEVEL));
            for (int step = 0; step < length; step++) {
                double apart = smooth[step] - level[step];
                squares[step] += slope[step] * slope[step];
                distance[step] += apart * apart;
            }
        }
        this.energy = Lead.smooth(squares, Math.max(1, steps(WINDOW)));
    }

    /**
     * The steps at which beats are, ascending.
     *
     * @param signal {@code [time, channels]}
     * @param rate steps in a second, 50 at least
     */
    static int[] beats(float[] signal, int channels, double rate) {
        QrsDetector detector = new QrsDetector(signal, channels, rate);
        detector.detect();
        return detector.beats.stream()
                .mapToInt(peak -> detector.largest(detector.distance, peak, detector.steps(PEAK_REACH)))
                .distinct()
                .toArray();
    }

    private int steps(double seconds) {
        return (int) Math.round(seconds * rate);
    }

    private void detect() {
        learnLevels();
        for (int peak : peaks()) {
            if (beats.size() > 1 && peak - last() > OVERDUE * meanInterval()) {
                searchBack(last() + steps(REFRACTORY), peak - steps(REFRACTORY));
            }
            if (energy[peak] > threshold() && !isTWave(peak)) {
                add(peak);
            } else {
                noiseLevel += LATEST * (energy[peak] - noiseLevel);
            }
        }
        if (beats.size() > 1 && energy.length - last() > OVERDUE * meanInterval()) {
            searchBack(last() + steps(REFRACTORY), energy.length - 1);
        }
    }

    /** Beats are as high as the median of what is highest in two seconds each; noise is what most of the time is. */
    private void learnLevels() {
        int window = steps(LEARNED);
        List<Double> highest = new ArrayList<>();
        for (int from = 0; from == 0 || from + window <= energy.length; from += window) {
            double most = 0;
            for (int step = from; step < Math.min(energy.length, from + window); step++) {
                most = Math.max(most, energy[step]);
            }
            highest.add(most);
        }
        beatLevel =
                Lead.median(highest.stream().mapToDouble(Double::doubleValue).toArray());
        noiseLevel = Lead.median(energy);
    }

    /** Steps that are higher than all others within half of the shortest time between beats. */
    private int[] peaks() {
        List<Integer> peaks = new ArrayList<>();
        int reach = steps(REFRACTORY / 2);
        for (int step = 0; step < energy.length; step++) {
            if (energy[step] > 0 && largest(energy, step, reach) == step) {
                peaks.add(step);
            }
        }
        return peaks.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The first of the places with the largest value. */
    private int largest(double[] values, int around, int reach) {
        int best = Math.max(0, around - reach);
        for (int step = best + 1; step <= Math.min(values.length - 1, around + reach); step++) {
            best = values[step] > values[best] ? step : best;
        }
        return best;
    }

    private double threshold() {
        return noiseLevel + SHARE * (beatLevel - noiseLevel);
    }

    private int last() {
        return beats.get(beats.size() - 1);
    }

    private boolean isTWave(int peak) {
        if (beats.isEmpty()) {
            return false;
        }
        int since = peak - last();
        return since < steps(REFRACTORY) || since < steps(T_WAVE) && energy[peak] < T_SHARE * energy[last()];
    }

    private double meanInterval() {
        int first = Math.max(0, beats.size() - 1 - REMEMBERED);
        return (double) (last() - beats.get(first)) / (beats.size() - 1 - first);
    }

    private void searchBack(int from, int to) {
        int best = -1;
        for (int step = from; step <= to; step++) {
            best = best < 0 || energy[step] > energy[best] ? step : best;
        }
        if (best > from && best < to && energy[best] > threshold() / 2) {
            add(best);
        }
    }

    private void add(int peak) {
        beats.add(peak);
        beatLevel += LATEST * (energy[peak] - beatLevel);
    }
}
