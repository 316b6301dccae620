package io.foldwise.report.exhibit;

import io.foldwise.engine.training.StageExamples;
import io.foldwise.report.statistics.Binary;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which training examples are shown: half of them with something to find, as far as there are such, chosen at random. */
public final class ShownRows {

    private ShownRows() {}

    /** The rows of so many examples, or of all where there are fewer. */
    public static int[] of(StageExamples examples, int samples, Seed seed) {
        Dataset data = examples.data();
        SplittableRandom random = seed.branch("preview", 0).random();
        List<Integer> shuffled = IntStream.of(examples.rows())
                .mapToObj(row -> new Drawn(row, random.nextDouble()))
                .sorted(Comparator.comparingDouble(Drawn::place))
                .map(Drawn::row)
                .toList();
        List<Integer> positives = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        shuffled.forEach(row -> (positive(data.targets(row)) ? positives : others).add(row));
        int half = Math.max((samples + 1) / 2, samples - others.size());
        int found = Math.min(half, positives.size());
        return Stream.concat(positives.stream().limit(found), others.stream().limit(samples - found))
                .mapToInt(row -> row)
                .toArray();
    }

    private record Drawn(int row, double place) {}

    private static boolean positive(float[] targets) {
        for (float target : targets) {
            if (Binary.positive(target)) {
                return true;
            }
        }
        return false;
    }
}
