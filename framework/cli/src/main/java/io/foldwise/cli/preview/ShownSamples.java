package io.foldwise.cli.preview;

import io.foldwise.engine.training.StageExamples;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Exhibit;
import io.foldwise.spi.prediction.Exhibit.Picture;
import io.foldwise.spi.prediction.Exhibit.Sample;
import io.foldwise.spi.training.Example;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a sheet shows, in words. */
public final class ShownSamples {

    /** Dimensions of an image; volumes have more. */
    private static final int IMAGE = 3;

    private ShownSamples() {}

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
