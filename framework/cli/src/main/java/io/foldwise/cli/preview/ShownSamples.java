package io.foldwise.cli.preview;

import io.foldwise.engine.training.StageExamples;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Ball;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which samples a sheet shows: half of them with something to find, as far as there are such, chosen at random. */
public final class ShownSamples {

    private ShownSamples() {}

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
            if (target > 0.5) {
                return true;
            }
        }
        return false;
    }

    /** A line for each of the rows: what is shown there. */
    public static List<String> lines(StageExamples examples, int[] rows) {
        return IntStream.range(0, rows.length)
                .mapToObj(i -> "row " + (i + 1) + "  " + examples.data().id(rows[i]) + "  "
                        + targets(examples.data().task().heads(), examples.plain(rows[i])))
                .toList();
    }

    private static String targets(List<Head> heads, Example example) {
        return IntStream.range(0, heads.size())
                .mapToObj(head -> heads.get(head).name() + ": "
                        + target(heads.get(head), example.targets().get(head), example.input()))
                .collect(Collectors.joining("; "));
    }

    private static String target(Head head, Tensor target, Tensor image) {
        if (Thumbnail.ofTheImage(target, image)) {
            int channels = target.shape()[2];
            return IntStream.range(0, channels)
                            .mapToObj(channel -> Long.toString(pixels(target, channel, channels)))
                            .collect(Collectors.joining(", "))
                    + " pixels";
        }
        List<Ball> balls = head.balls(target);
        if (!balls.isEmpty()) {
            return balls.stream()
                            .map(ball ->
                                    "%.1f%s".formatted(ball.diameter(), ball.counts() ? "" : " (counts neither way)"))
                            .collect(Collectors.joining(", "))
                    + " voxels wide";
        }
        List<String> columns = head.columns();
        if (columns.size() != target.values().length) {
            return target.values().length == 0 ? "none" : Arrays.toString(target.shape());
        }
        String named = IntStream.range(0, columns.size())
                .filter(column -> target.values()[column] != 0)
                .mapToObj(column ->
                        columns.get(column) + (target.values()[column] == 1 ? "" : " " + target.values()[column]))
                .collect(Collectors.joining(", "));
        return named.isEmpty() ? "none" : named;
    }

    private static long pixels(Tensor mask, int channel, int channels) {
        return IntStream.range(0, mask.values().length / channels)
                .filter(pixel -> mask.values()[pixel * channels + channel] > 0.5)
                .count();
    }
}
