package io.foldwise.plugin.signal.synthetic;

import io.foldwise.plugin.signal.data.Diagnosis;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;

/** What a record is drawn with: normal alone, or one to three other diagnoses that a heart can have at once. */
final class Findings {

    private static final double SECOND = 0.3;
    private static final double THIRD = 0.2;
    private static final Set<Diagnosis> RHYTHMS = EnumSet.of(
            Diagnosis.SINUS_BRADYCARDIA,
            Diagnosis.SINUS_TACHYCARDIA,
            Diagnosis.SINUS_ARRHYTHMIA,
            Diagnosis.ATRIAL_FIBRILLATION);
    /** What needs a P wave. */
    private static final Set<Diagnosis> ATRIAL =
            EnumSet.of(Diagnosis.ATRIAL_PREMATURE_BEAT, Diagnosis.FIRST_DEGREE_AV_BLOCK);

    private Findings() {}

    /** @param normal the share of records that are normal */
    static Set<Diagnosis> draw(double normal, SplittableRandom random) {
        if (random.nextDouble() < normal) {
            return EnumSet.of(Diagnosis.NORMAL);
        }
        int count = random.nextDouble() >= SECOND ? 1 : random.nextDouble() >= THIRD ? 2 : 3;
        Set<Diagnosis> findings = EnumSet.noneOf(Diagnosis.class);
        while (findings.size() < count) {
            Diagnosis next = Diagnosis.values()[1 + random.nextInt(Diagnosis.values().length - 1)];
            if (findings.stream().allMatch(other -> together(other, next) && together(next, other))) {
                findings.add(next);
            }
        }
        return findings;
    }

    private static boolean together(Diagnosis one, Diagnosis other) {
        return !(RHYTHMS.contains(one) && RHYTHMS.contains(other))
                && !(one == Diagnosis.ATRIAL_FIBRILLATION && ATRIAL.contains(other));
    }
}
