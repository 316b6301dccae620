package io.foldwise.plugin.signal.synthetic;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The nine electrodes: right arm, left arm, left leg, and six on the chest. A dipole gives each a voltage, its product with the
 * electrode's direction; leads are differences of voltages, so that Einthoven's and Goldberger's equations hold whatever is
 * added to an electrode.
 */
record Electrodes(List<Dipole> directions) {

    static final int COUNT = 9;
    static final int LEADS = 12;

    private static final int RIGHT_ARM = 0;
    private static final int LEFT_ARM = 1;
    private static final int LEFT_LEG = 2;
    private static final int CHEST = 3;
    private static final double[] CHEST_ANGLES = {115, 95, 72, 52, 28, 2};
    private static final double[] CHEST_GAINS = {1.1, 1.6, 1.6, 1.5, 1.3, 1.0};

    Electrodes {
        directions = List.copyOf(directions);
    }

    /** Those of a person: on the chest they lie a little elsewhere on each. */
    static Electrodes of(SplittableRandom random) {
        Dipole[] directions = new Dipole[COUNT];
        directions[RIGHT_ARM] = new Dipole(-0.5, -Math.sqrt(3) / 6, 0);
        directions[LEFT_ARM] = new Dipole(0.5, -Math.sqrt(3) / 6, 0);
        directions[LEFT_LEG] = new Dipole(0, Math.sqrt(3) / 3, 0);
        for (int chest = 0; chest < CHEST_ANGLES.length; chest++) {
            double angle = Math.toRadians(CHEST_ANGLES[chest] + random.nextDouble(-8, 8));
            directions[CHEST + chest] = new Dipole(Math.cos(angle), random.nextDouble(0, 0.3), Math.sin(angle))
                    .times(CHEST_GAINS[chest] * random.nextDouble(0.85, 1.15));
        }
        return new Electrodes(List.of(directions));
    }

    /** Adds what a dipole gives to the voltages of a moment. */
    void add(Dipole dipole, double share, double[] voltages, int from) {
        for (int electrode = 0; electrode < COUNT; electrode++) {
            voltages[from + electrode] += share * directions.get(electrode).dot(dipole);
        }
    }

    /** The twelve leads of a moment's voltages, in the standard order. */
    static double[] leads(double[] voltages, int from) {
        double right = voltages[from + RIGHT_ARM];
        double left = voltages[from + LEFT_ARM];
        double leg = voltages[from + LEFT_LEG];
        double wilson = (right + left + leg) / 3;
        double[] leads = new double[LEADS];
        leads[0] = left - right;
        leads[1] = leg - right;
        leads[2] = leads[1] - leads[0];
        leads[3] = -(leads[0] + leads[1]) / 2;
        leads[4] = leads[0] - leads[1] / 2;
        leads[5] = leads[1] - leads[0] / 2;
        for (int chest = 0; chest < COUNT - CHEST; chest++) {
            leads[6 + chest] = voltages[from + CHEST + chest] - wilson;
        }
        return leads;
    }
}
