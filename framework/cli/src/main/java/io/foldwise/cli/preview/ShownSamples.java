package io.foldwise.cli.preview;

import io.foldwise.engine.training.StageExamples;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Exhibit;
import io.foldwise.spi.prediction.Exhibit.Picture;
import io.foldwise.spi.prediction.Exhibit.Sample;
import io.foldwise.spi.training.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which samples a sheet shows: half of them with something to find, as far as there are such, chosen at random. */
public final class ShownSamples {

    /** Dimensions of an image; volumes have more. */
    private static final int IMAGE = 3;

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

    /** A line for each of the rows: its id, what is asked of it, and what its pictures show. */
    public static List<String> lines(StageExamples examples, Exhibit exhibit, int[] rows) {
        return IntStream.range(0, rows.length)
                .mapToObj(i -> "row " + (i + 1) + "  " + line(examples, exhibit, rows[i]))
                .toList();
    }

    private static String line(StageExamples examples, Exhibit exhibit, int row) {
        Example plain = examples.plain(row);
        Stream<String> captions = exhibit.show(examples.data(), Sample.trained(plain, plain)).pictures().stream()
                .map(Picture::caption)
                .filter(caption -> !caption.isEmpty());
        Stream<String> told = Stream.of(
                examples.data().id(row),
                targets(examples.data().task().heads(), plain),
                captions.collect(Collectors.joining(" | ")));
        return told.filter(part -> !part.isEmpty()).collect(Collectors.joining("  "));
    }

    /** Of heads whose targets are named columns or masks; others are seen in the pictures alone. */
    private static String targets(List<Head> heads, Example example) {
        return IntStream.range(0, heads.size())
                .boxed()
                .flatMap(head -> target(heads.get(head), example.targets().get(head), example.input())
                        .map(target -> heads.get(head).name() + ": " + target)
                        .stream())
                .collect(Collectors.joining("; "));
    }

    private static Optional<String> target(Head head, Tensor target, Tensor input) {
        if (isMask(target, input)) {
            int channels = target.shape()[target.shape().length - 1];
            return Optional.of(IntStream.range(0, channels)
                            .mapToObj(channel -> Long.toString(inside(target, channel, channels)))
                            .collect(Collectors.joining(", "))
                    + (target.shape().length == IMAGE ? " pixels" : " voxels"));
        }
        List<String> columns = head.columns();
        if (columns.isEmpty() || columns.size() != target.values().length) {
            return Optional.empty();
        }
        String named = IntStream.range(0, columns.size())
                .filter(column -> target.values()[column] != 0)
                .mapToObj(column ->
                        columns.get(column) + (target.values()[column] == 1 ? "" : " " + target.values()[column]))
                .collect(Collectors.joining(", "));
        return Optional.of(named.isEmpty() ? "none" : named);
    }

    /** Whether a target has a cell for every pixel or voxel. */
    private static boolean isMask(Tensor target, Tensor input) {
        int places = input.shape().length - 1;
        return target.shape().length == input.shape().length
                && input.shape().length >= IMAGE
                && Arrays.equals(target.shape(), 0, places, input.shape(), 0, places);
    }

    private static long inside(Tensor mask, int channel, int channels) {
        return IntStream.range(0, mask.values().length / channels)
                .filter(place -> mask.values()[place * channels + channel] > 0.5)
                .count();
    }
}
