package io.foldwise.plugin.signal.features;

import java.util.Arrays;

/**
 * The typical beat of a record: of each lead and each step from 300 ms before to 500 ms after a beat, the median over all beats, so
 * that a few odd beats do not count; less its level 60 to 80 ms before the beat.
 *
 * @param leads {@code [leads][steps]}
 * @param beat the step at which the beat is
 * @param likeness the correlation of each beat with the typical one, of all leads together
 */
record MeanBeat(double[][] leads, int beat, double rate, double[] likeness) {

    private static final double BEFORE = 0.3;
    private static final double AFTER = 0.5;
    private static final double LEVEL_FROM = -0.08;
    private static final double LEVEL_TO = -0.06;
    private static final double QRS = 0.08;
    private static final double ST_FROM = 0.08;
    private static final double ST_TO = 0.12;
    private static final double T_FROM = 0.15;
    private static final double T_TO = 0.45;
    private static final double P_FROM = -0.28;
    private static final double P_TO = -0.08;

    /** Of the steepest slope: where a QRS complex begins and ends. */
    private static final double EDGE = 0.08;

    private static final double SLOPE = 0.01;

    /** @param beats in steps; those whose time is not all in the record are left out */
    static MeanBeat of(float[] signal, int channels, double rate, int[] beats) {
        int length = signal.length / channels;
        int before = (int) Math.round(BEFORE * rate);
        int after = (int) Math.round(AFTER * rate);
        int[] whole = Arrays.stream(beats)
                .filter(beat -> beat >= before && beat + after < length)
                .toArray();
        double[][] typical = new double[channels][before + after + 1];
        for (int lead = 0; lead < channels; lead++) {
            int place = lead;
            for (int step = 0; step < typical[lead].length && whole.length > 0; step++) {
                int offset = step - before;
                typical[lead][step] = Lead.median(Arrays.stream(whole)
                        .mapToDouble(beat -> signal[(beat + offset) * channels + place])
                        .toArray());
            }
        }
        double[] likeness = Arrays.stream(whole)
                .mapToDouble(beat -> likeness(signal, beat, before, typical))
                .toArray();
        MeanBeat mean = new MeanBeat(typical, before, rate, likeness);
        mean.subtractLevels();
        return mean;
    }

    private static double likeness(float[] signal, int beat, int before, double[][] typical) {
        double product = 0;
        double squares = 0;
        double others = 0;
        for (int lead = 0; lead < typical.length; lead++) {
            double level = Arrays.stream(typical[lead]).average().orElseThrow();
            double own = 0;
            for (int step = 0; step < typical[lead].length; step++) {
                own += signal[(beat - before + step) * typical.length + lead] / (double) typical[lead].length;
            }
            for (int step = 0; step < typical[lead].length; step++) {
                double a = typical[lead][step] - level;
                double b = signal[(beat - before + step) * typical.length + lead] - own;
                product += a * b;
                squares += a * a;
                others += b * b;
            }
        }
        return squares * others > 0 ? product / Math.sqrt(squares * others) : 0;
    }

    private void subtractLevels() {
        for (double[] lead : leads) {
            double level = mean(lead, LEVEL_FROM, LEVEL_TO);
            for (int step = 0; step < lead.length; step++) {
                lead[step] -= level;
            }
        }
    }

    /** Whether there was any beat to see. */
    private boolean seen() {
        return likeness.length > 0;
    }

    void measure(Measures measures) {
        measures.add("odd-beat", seen() ? Arrays.stream(likeness).min().orElseThrow() : Double.NaN);
        measures.add("likeness", seen() ? Arrays.stream(likeness).average().orElseThrow() : Double.NaN);
        double[] steepness = steepness();
        int onset = edge(steepness, -1);
        int end = edge(steepness, 1);
        measures.add("qrs-width", seen() ? (end - onset) / rate : Double.NaN);
        int p = farthest(place(P_FROM), Math.max(place(P_FROM), onset - (int) Math.round(SLOPE * 2 * rate)));
        measures.add("p-to-qrs", seen() ? (onset - p) / rate : Double.NaN);
        measures.add("p-distance", seen() ? distance(p) : Double.NaN);
        int t = farthest(place(T_FROM), place(T_TO));
        measures.add("qrs-to-t", seen() ? (t - onset) / rate : Double.NaN);
        for (int lead = 0; lead < leads.length; lead++) {
            measure(leads[lead], "lead-" + (lead + 1) + "-", measures);
        }
    }

    private void measure(double[] lead, String name, Measures measures) {
        int r = largest(lead, place(-QRS), place(QRS), 1);
        measures.add(name + "r", of(lead, r));
        measures.add(name + "q", of(lead, largest(lead, place(-QRS), r, -1)));
        measures.add(name + "s", of(lead, largest(lead, r, place(QRS), -1)));
        measures.add(name + "st", seen() ? mean(lead, ST_FROM, ST_TO) : Double.NaN);
        measures.add(name + "t", of(lead, extreme(lead, place(T_FROM), place(T_TO))));
        measures.add(name + "p", of(lead, extreme(lead, place(P_FROM), place(P_TO))));
    }

    private double of(double[] lead, int step) {
        return seen() ? lead[step] : Double.NaN;
    }

    private int place(double seconds) {
        return beat + (int) Math.round(seconds * rate);
    }

    private double mean(double[] lead, double from, double to) {
        return Arrays.stream(lead, place(from), place(to) + 1).average().orElseThrow();
    }

    /** The step with the largest value in one direction. */
    private static int largest(double[] lead, int from, int to, int sign) {
        int best = from;
        for (int step = from; step <= to; step++) {
            best = sign * lead[step] > sign * lead[best] ? step : best;
        }
        return best;
    }

    /** The step whose value is farthest from the mean around it, upwards or downwards. */
    private static int extreme(double[] lead, int from, int to) {
        double level = Arrays.stream(lead, from, to + 1).average().orElseThrow();
        int best = from;
        for (int step = from; step <= to; step++) {
            best = Math.abs(lead[step] - level) > Math.abs(lead[best] - level) ? step : best;
        }
        return best;
    }

    /** How steep the leads are together. */
    private double[] steepness() {
        double[] steepness = new double[leads[0].length];
        for (double[] lead : leads) {
            double[] slope = Lead.slope(lead, Math.max(1, (int) Math.round(SLOPE * rate)));
            for (int step = 0; step < steepness.length; step++) {
                steepness[step] += slope[step] * slope[step];
            }
        }
        Arrays.setAll(steepness, step -> Math.sqrt(steepness[step]));
        return steepness;
    }

    /** The last step from the beat in a direction that is steep, within 150 ms. */
    private int edge(double[] steepness, int direction) {
        double steepest = 0;
        for (int step = place(-QRS); step <= place(QRS); step++) {
            steepest = Math.max(steepest, steepness[step]);
        }
        int edge = beat;
        for (int step = beat; Math.abs(step - beat) <= T_FROM * rate; step += direction) {
            edge = steepness[step] > EDGE * steepest ? step : edge;
        }
        return edge;
    }

    private int farthest(int from, int to) {
        int best = from;
        for (int step = from; step <= to; step++) {
            best = distance(step) > distance(best) ? step : best;
        }
        return best;
    }

    private double distance(int step) {
        double squares = 0;
        for (double[] lead : leads) {
            squares += lead[step] * lead[step];
        }
        return Math.sqrt(squares);
    }
}
