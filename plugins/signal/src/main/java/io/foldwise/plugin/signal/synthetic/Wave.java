package io.foldwise.plugin.signal.synthetic;

/**
 * A wave of a beat: the dipole times a Gaussian of time whose two sides may differ.
 *
 * @param centre after the R peak, in seconds
 * @param rise deviation of the side that comes first
 * @param fall deviation of the other
 */
record Wave(Dipole dipole, double centre, double rise, double fall) {

    /** Further out there is nothing. */
    private static final double REACH = 4;

    static Wave of(Dipole dipole, double centre, double deviation) {
        return new Wave(dipole, centre, deviation, deviation);
    }

    /** Adds the wave to voltages {@code [time, electrodes]}. */
    void add(double peak, double rate, Electrodes electrodes, double[] voltages) {
        double middle = peak + centre;
        int steps = voltages.length / Electrodes.COUNT;
        int first = Math.max(0, (int) Math.ceil((middle - REACH * rise) * rate));
        int last = Math.min(steps - 1, (int) Math.floor((middle + REACH * fall) * rate));
        for (int step = first; step <= last; step++) {
            double apart = step / rate - middle;
            double deviations = apart / (apart < 0 ? rise : fall);
            electrodes.add(dipole, Math.exp(-0.5 * deviations * deviations), voltages, step * Electrodes.COUNT);
        }
    }
}
