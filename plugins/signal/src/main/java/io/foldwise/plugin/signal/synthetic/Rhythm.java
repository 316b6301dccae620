package io.foldwise.plugin.signal.synthetic;

import io.foldwise.plugin.signal.data.Diagnosis;
import io.foldwise.plugin.signal.synthetic.Beat.Origin;
import io.foldwise.toolkit.random.NormalNumbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * When a heart beats. Intervals between beats of the sinus node follow the breath; those of fibrillating atria are irregular.
 *
 * @param interval the mean, in seconds
 * @param breath how much intervals change with the breath
 * @param jitter their further deviation, as a share
 * @param breaths in a second
 */
record Rhythm(double interval, double breath, double jitter, double breaths, Set<Diagnosis> findings) {

    private static final double BEYOND = 6;
    private static final double MARGIN = 0.4;
    private static final double SHORTEST = 0.32;

    static Rhythm of(Set<Diagnosis> findings, SplittableRandom random) {
        double rate = random.nextDouble(62, 96);
        double breath = random.nextDouble(0.005, 0.05);
        double jitter = 0.012;
        if (findings.contains(Diagnosis.SINUS_BRADYCARDIA)) {
            rate = random.nextDouble(42, 58);
        } else if (findings.contains(Diagnosis.SINUS_TACHYCARDIA)) {
            rate = random.nextDouble(103, 135);
        } else if (findings.contains(Diagnosis.SINUS_ARRHYTHMIA)) {
            breath = random.nextDouble(0.12, 0.25);
        } else if (findings.contains(Diagnosis.ATRIAL_FIBRILLATION)) {
            rate = random.nextDouble(65, 125);
            breath = 0;
            jitter = random.nextDouble(0.14, 0.25);
        }
        return new Rhythm(60 / rate, breath, jitter, random.nextDouble(0.18, 0.32), findings);
    }

    /** The beats of some seconds and a few around them, in the order of time. */
    List<Beat> beats(double seconds, SplittableRandom random) {
        List<Beat> beats = new ArrayList<>();
        double phase = random.nextDouble(2 * Math.PI);
        double time = -interval * (1 + random.nextDouble());
        while (time < seconds + BEYOND) {
            beats.add(new Beat(time, Origin.SINUS));
            double change =
                    breath * Math.sin(2 * Math.PI * breaths * time + phase) + jitter * NormalNumbers.next(random);
            time += Math.max(SHORTEST, interval * (1 + change));
        }
        if (findings.contains(Diagnosis.VENTRICULAR_PREMATURE_BEAT)) {
            early(beats, Origin.VENTRICLE, seconds, random);
        }
        if (findings.contains(Diagnosis.ATRIAL_PREMATURE_BEAT)) {
            early(beats, Origin.ATRIUM, seconds, random);
        }
        return beats;
    }

    /** Lets some beats come early. */
    private static void early(List<Beat> beats, Origin origin, double seconds, SplittableRandom random) {
        int wanted = 1 + random.nextInt(3);
        for (int count = 0; count < wanted; count++) {
            List<Integer> candidates = IntStream.range(1, beats.size() - 1)
                    .filter(beat -> alone(beats, beat))
                    .filter(beat ->
                            beats.get(beat).time() > MARGIN && beats.get(beat).time() < seconds - MARGIN)
                    .boxed()
                    .toList();
            if (!candidates.isEmpty()) {
                advance(beats, candidates.get(random.nextInt(candidates.size())), origin, random);
            } else if (count == 0) {
                advance(beats, nearest(beats, seconds / 2), origin, random);
            }
        }
    }

    private static boolean alone(List<Beat> beats, int beat) {
        return IntStream.rangeClosed(beat - 1, beat + 1)
                .allMatch(near -> beats.get(near).origin() == Origin.SINUS);
    }

    private static int nearest(List<Beat> beats, double time) {
        return IntStream.range(1, beats.size() - 1)
                .boxed()
                .min(Comparator.comparingDouble(beat -> Math.abs(beats.get(beat).time() - time)))
                .orElseThrow();
    }

    /**
     * The beat after an early one of a ventricle comes when it would have come anyway: the pause compensates. One of an atrium
     * resets the sinus node: all that follow come earlier, too.
     */
    private static void advance(List<Beat> beats, int beat, Origin origin, SplittableRandom random) {
        double before = beats.get(beat - 1).time();
        double interval = beats.get(beat).time() - before;
        double earlier = interval * (1 - random.nextDouble(0.58, origin == Origin.ATRIUM ? 0.8 : 0.75));
        beats.set(beat, new Beat(before + interval - earlier, origin));
        if (origin == Origin.ATRIUM) {
            for (int later = beat + 1; later < beats.size(); later++) {
                Beat moved = beats.get(later);
                beats.set(later, new Beat(moved.time() - 0.8 * earlier, moved.origin()));
            }
        }
    }
}
