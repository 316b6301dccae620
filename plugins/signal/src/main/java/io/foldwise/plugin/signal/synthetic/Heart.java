package io.foldwise.plugin.signal.synthetic;

import io.foldwise.plugin.signal.data.Diagnosis;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * How the beats of a heart look. Times in seconds, amplitudes in millivolts of the dipole.
 *
 * @param turn of the electric axis in the frontal plane, in radians
 * @param voltage factor of all waves of the ventricles
 * @param width factor of the durations within a QRS complex
 * @param septal amplitude of the Q wave
 * @param atrial amplitude of the P wave; 0 where the atria fibrillate
 * @param conduction from the P wave's peak to the R peak
 * @param repolarisation amplitude of the T wave
 * @param duration of the QT interval at a rate of 60
 * @param level of the ST segment
 * @param block amplitude of the late wave of a right ventricle that is reached by detour
 */
record Heart(
        double turn,
        double voltage,
        double width,
        double septal,
        double atrial,
        double conduction,
        double repolarisation,
        double duration,
        double level,
        double block) {

    private static final Dipole P = new Dipole(0.62, 0.75, 0.25);
    private static final Dipole Q = new Dipole(-0.65, -0.2, 0.6);
    private static final Dipole R = new Dipole(0.8, 0.62, -0.3);
    private static final Dipole S = new Dipole(-0.35, -0.5, -0.85);
    private static final Dipole T = new Dipole(0.68, 0.55, 0.4);
    private static final Dipole LATE = new Dipole(-0.75, 0.05, 0.6);
    private static final Dipole ECTOPIC = new Dipole(-0.7, 0.6, 0.5);

    /** Draws one with these findings; some of them change it, others the rhythm alone. */
    static Heart of(Set<Diagnosis> findings, SplittableRandom random) {
        double turn = Math.toRadians(random.nextDouble(-35, 30));
        double voltage = random.nextDouble(0.75, 1.45);
        double septal = random.nextDouble(0.05, 0.22);
        double conduction = random.nextDouble(0.11, 0.155);
        double repolarisation = random.nextDouble(0.22, 0.5);
        double level = random.nextDouble(-0.02, 0.03);
        double block = 0;
        if (findings.contains(Diagnosis.FIRST_DEGREE_AV_BLOCK)) {
            conduction = random.nextDouble(0.18, 0.26);
        }
        if (findings.contains(Diagnosis.T_CHANGE)) {
            repolarisation *= random.nextDouble(-0.8, 0.25);
        }
        if (findings.contains(Diagnosis.ST_CHANGE)) {
            level = (random.nextDouble() < 0.7 ? -1 : 1) * random.nextDouble(0.08, 0.22);
        }
        if (findings.contains(Diagnosis.COMPLETE_RIGHT_BUNDLE_BRANCH_BLOCK)) {
            block = random.nextDouble(0.55, 1.0);
        }
        if (findings.contains(Diagnosis.OTHER)) {
            switch (random.nextInt(4)) {
                case 0 -> turn = Math.toRadians(random.nextDouble(-95, -70)); // left axis deviation
                case 1 -> voltage = random.nextDouble(2.0, 2.6); // hypertrophy
                case 2 -> voltage = random.nextDouble(0.25, 0.4); // low voltage
                default -> septal = random.nextDouble(0.5, 0.8); // an old infarct
            }
        }
        return new Heart(
                turn,
                voltage,
                random.nextDouble(0.9, 1.15),
                septal,
                findings.contains(Diagnosis.ATRIAL_FIBRILLATION) ? 0 : random.nextDouble(0.08, 0.16),
                conduction,
                repolarisation,
                random.nextDouble(0.36, 0.42),
                level,
                block);
    }

    /**
     * The waves of a beat.
     *
     * @param interval to the beat before, which the length of what follows the QRS complex depends on
     */
    List<Wave> waves(Beat.Origin origin, double interval) {
        return origin == Beat.Origin.VENTRICLE ? ectopic(interval) : conducted(origin, interval);
    }

    private List<Wave> conducted(Beat.Origin origin, double interval) {
        List<Wave> waves = new ArrayList<>();
        if (atrial > 0) {
            Dipole way = origin == Beat.Origin.ATRIUM ? P.turned(Math.toRadians(-75)) : P;
            waves.add(Wave.of(way.times(atrial), -conduction * (origin == Beat.Origin.ATRIUM ? 0.85 : 1), 0.022));
        }
        waves.add(Wave.of(turned(Q, septal), -0.028 * width, 0.009 * width));
        waves.add(Wave.of(turned(R, 1.15 * voltage), 0, 0.012 * width));
        waves.add(Wave.of(turned(S, 0.35 * voltage), 0.027 * width, 0.010 * width));
        if (block > 0) {
            waves.add(new Wave(turned(LATE, block * voltage), 0.062 * width, 0.014 * width, 0.024 * width));
        }
        addRecovery(waves, interval);
        return waves;
    }

    private void addRecovery(List<Wave> waves, double interval) {
        double factor = Math.sqrt(Math.min(1.4, Math.max(0.4, interval))); // Bazett
        double peak = (duration - 0.11) * factor;
        waves.add(Wave.of(T.turned(turn / 2).times(level), 0.5 * peak, 0.2 * peak));
        double amplitude = repolarisation * (block > 0 ? 0.7 : 1);
        waves.add(new Wave(T.turned(turn / 2).times(amplitude), peak, 0.055 * factor, 0.04 * factor));
    }

    private List<Wave> ectopic(double interval) {
        double factor = Math.sqrt(Math.max(0.5, interval));
        return List.of(
                new Wave(turned(ECTOPIC, 1.5 * voltage), 0.01, 0.028, 0.034),
                Wave.of(turned(ECTOPIC, -0.5 * voltage), 0.09, 0.03),
                new Wave(turned(ECTOPIC, -0.55), 0.33 * factor, 0.07 * factor, 0.055 * factor));
    }

    private Dipole turned(Dipole dipole, double amplitude) {
        return dipole.turned(turn).times(amplitude);
    }
}
