package io.foldwise.cli.preview;

import io.foldwise.spi.data.Ball;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Example;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Slices of a volume, {@code [depth, height, width, channels]}, that show what is to be found in it: those through the middle of the
 * largest things; without any, the one with most of a mask, or the middle one.
 */
final class VolumeSlices {

    /** How many of a volume are shown. */
    private static final int MOST = 4;

    private static final int RANK = 4;

    private VolumeSlices() {}

    /**
     * A slice as an image of its own, and what is circled in it.
     *
     * @param example of the first channel, {@code [height, width, 1]}, and of masks
     */
    record Slice(Example example, List<Circle> circles) {}

    /** Where a ball is in a slice, in pixels. */
    record Circle(double y, double x, double radius, boolean counts) {}

    static boolean areIn(Tensor input) {
        return input.shape().length == RANK;
    }

    /** The slices to show of an example. */
    static List<Slice> of(Example example, List<Head> heads) {
        List<Ball> balls = balls(example, heads);
        return Arrays.stream(chosen(example, balls))
                .mapToObj(slice -> new Slice(
                        new Example(
                                plane(example.input(), slice, 1),
                                example.targets().stream()
                                        .filter(target -> isMask(target, example.input()))
                                        .map(target -> plane(target, slice, target.shape()[3]))
                                        .toList()),
                        circles(balls, slice)))
                .toList();
    }

    static List<Ball> balls(Example example, List<Head> heads) {
        return IntStream.range(0, heads.size())
                .boxed()
                .flatMap(head -> heads.get(head).balls(example.targets().get(head)).stream())
                .toList();
    }

    private static int[] chosen(Example example, List<Ball> balls) {
        int depth = example.input().shape()[0];
        int[] through = balls.stream()
                .filter(ball -> ball.z() > -0.5 && ball.z() < depth - 0.5)
                .sorted(Comparator.comparingDouble(Ball::diameter).reversed())
                .mapToInt(ball -> (int) Math.round(ball.z()))
                .distinct()
                .limit(MOST)
                .toArray();
        if (through.length > 0) {
            return through;
        }
        Stream<Tensor> masks = example.targets().stream().filter(target -> isMask(target, example.input()));
        return new int[] {masks.findFirst().map(VolumeSlices::fullest).orElse(depth / 2)};
    }

    private static boolean isMask(Tensor target, Tensor input) {
        return target.shape().length == RANK
                && Arrays.equals(Arrays.copyOf(target.shape(), 3), Arrays.copyOf(input.shape(), 3));
    }

    private static int fullest(Tensor mask) {
        int depth = mask.shape()[0];
        int plane = mask.values().length / depth;
        int best = depth / 2;
        double most = 0;
        for (int slice = 0; slice < depth; slice++) {
            double sum = 0;
            for (int i = 0; i < plane; i++) {
                sum += mask.values()[slice * plane + i];
            }
            if (sum > most) {
                most = sum;
                best = slice;
            }
        }
        return best;
    }

    /** The first channels of a slice. */
    private static Tensor plane(Tensor volume, int slice, int kept) {
        int[] shape = volume.shape();
        int channels = shape[3];
        int pixels = shape[1] * shape[2];
        float[] plane = new float[pixels * kept];
        for (int pixel = 0; pixel < pixels; pixel++) {
            System.arraycopy(volume.values(), (slice * pixels + pixel) * channels, plane, pixel * kept, kept);
        }
        return new Tensor(plane, shape[1], shape[2], kept);
    }

    private static List<Circle> circles(List<Ball> balls, int slice) {
        return balls.stream()
                .filter(ball -> ball.radiusAt(slice) > 0)
                .map(ball -> new Circle(ball.y(), ball.x(), ball.radiusAt(slice), ball.counts()))
                .toList();
    }
}
