package io.foldwise.plugin.signal.synthetic;

import io.foldwise.plugin.signal.data.Diagnosis;
import io.foldwise.spi.Seed;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** A drawn electrocardiogram, before it is drawn: all follows from the seed. */
record Ecg(Seed seed, Set<Diagnosis> findings) {

    /** @param normal the share of records that are normal */
    static Ecg of(Seed seed, double normal) {
        return new Ecg(seed, Findings.draw(normal, seed.branch("findings", 0).random()));
    }

    /** When the heart beats in so many seconds. */
    List<Beat> beats(double seconds) {
        SplittableRandom random = seed.branch("rhythm", 0).random();
        return Rhythm.of(findings, random).beats(seconds, random);
    }

    /**
     * The twelve leads in millivolts.
     *
     * @param rate steps in a second
     * @return {@code [time, 12]}
     */
    float[] draw(int length, double rate, Disturbances disturbances) {
        SplittableRandom anatomy = seed.branch("heart", 0).random();
        Heart heart = Heart.of(findings, anatomy);
        Electrodes electrodes = Electrodes.of(anatomy);
        double[] voltages = new double[Math.multiplyExact(length, Electrodes.COUNT)];
        List<Beat> beats = beats(length / rate);
        for (int i = 1; i < beats.size(); i++) {
            Beat beat = beats.get(i);
            double interval = beat.time() - beats.get(i - 1).time();
            heart.waves(beat.origin(), interval).forEach(wave -> wave.add(beat.time(), rate, electrodes, voltages));
        }
        if (findings.contains(Diagnosis.ATRIAL_FIBRILLATION)) {
            fibrillate(voltages, rate, electrodes, anatomy);
        }
        disturbances.add(voltages, rate, seed.branch("disturbances", 0).random());
        float[] leads = new float[Math.multiplyExact(length, Electrodes.LEADS)];
        for (int step = 0; step < length; step++) {
            double[] moment = Electrodes.leads(voltages, step * Electrodes.COUNT);
            for (int lead = 0; lead < moment.length; lead++) {
                leads[step * moment.length + lead] = (float) moment[lead];
            }
        }
        return leads;
    }

    /** Small waves of changing frequency, seen best from the front. */
    private static void fibrillate(double[] voltages, double rate, Electrodes electrodes, SplittableRandom random) {
        Dipole dipole = new Dipole(-0.25, 0.35, 0.85).times(random.nextDouble(0.03, 0.08));
        double frequency = random.nextDouble(5, 8);
        double phase = random.nextDouble(2 * Math.PI);
        for (int step = 0; step * Electrodes.COUNT < voltages.length; step++) {
            double turn = 2 * Math.PI * step / rate;
            double angle = frequency * turn + Math.sin(0.6 * turn + phase) + 0.7 * Math.sin(1.7 * turn);
            electrodes.add(dipole, Math.sin(angle) + 0.4 * Math.sin(2 * angle), voltages, step * Electrodes.COUNT);
        }
    }
}
