package io.foldwise.plugin.volume.exhibit;

import io.foldwise.plugin.volume.box.Box;
import io.foldwise.spi.data.Tensor;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which slices of a volume are shown: through the middle of nodules, true ones first, then predicted ones, then what counts neither way,
 * unless a slice that is shown already goes through; and those with most of a mask. Without anything, the one in the middle.
 */
final class Slices {

    private static final int MOST = 6;

    private Slices() {}

    /** Their numbers, ascending. */
    static SortedSet<Integer> of(Contents contents, int depth) {
        SortedSet<Integer> shown = new TreeSet<>();
        Stream.of(contents.nodules(), contents.predicted(), contents.aside())
                .flatMap(List::stream)
                .filter(box -> box.z() > -0.5 && box.z() < depth - 0.5)
                .filter(box -> shown.stream().noneMatch(slice -> isNearTheMiddle(slice, box)))
                .forEachOrdered(box -> add(shown, (int) Math.round(box.z())));
        Stream.of(contents.masks(), contents.predictedMasks())
                .flatMap(List::stream)
                .map(Slices::fullest)
                .forEachOrdered(slice -> slice.ifPresent(number -> add(shown, number)));
        return shown.isEmpty() ? new TreeSet<>(List.of(depth / 2)) : shown;
    }

    private static void add(SortedSet<Integer> shown, int slice) {
        if (shown.size() < MOST) {
            shown.add(slice);
        }
    }

    private static boolean isNearTheMiddle(int slice, Box box) {
        return Math.abs(slice - box.z()) < box.diameter() / 4;
    }

    /** The slice with most of a mask; empty if there is nothing in any. */
    private static OptionalInt fullest(Tensor mask) {
        int depth = mask.shape()[0];
        int plane = mask.values().length / depth;
        int best = -1;
        int most = 0;
        for (int slice = 0; slice < depth; slice++) {
            int inside = 0;
            for (int i = slice * plane; i < (slice + 1) * plane; i++) {
                inside += mask.values()[i] > 0.5 ? 1 : 0;
            }
            if (inside > most) {
                most = inside;
                best = slice;
            }
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /** The radius of what a slice cuts out of a ball, in voxels; empty if it cuts nothing. */
    static OptionalDouble radius(Box ball, int slice) {
        double square = ball.diameter() * ball.diameter() / 4 - (slice - ball.z()) * (slice - ball.z());
        return square > 0 ? OptionalDouble.of(Math.sqrt(square)) : OptionalDouble.empty();
    }

    /** The first channels of a slice, {@code [height, width, channels]}. */
    static Tensor plane(Tensor volume, int slice, int kept) {
        int[] shape = volume.shape();
        int channels = shape[3];
        int pixels = shape[1] * shape[2];
        float[] plane = new float[pixels * kept];
        for (int pixel = 0; pixel < pixels; pixel++) {
            System.arraycopy(volume.values(), (slice * pixels + pixel) * channels, plane, pixel * kept, kept);
        }
        return new Tensor(plane, shape[1], shape[2], kept);
    }
}
