package io.foldwise.plugin.volume.augmentation;

import io.foldwise.spi.data.Tensor;
import java.util.function.DoubleUnaryOperator;

/** Parts of volumes, {@code [depth, height, width, channels]}, and volumes with their voxels elsewhere. */
final class Volumes {

    private static final int AXES = 3;

    private Volumes() {}

    /** A part that lies within. */
    static Tensor part(Tensor volume, int[] start, int[] size) {
        int[] shape = volume.shape();
        int channels = shape[AXES];
        float[] part = new float[Tensor.cells(size) * channels];
        int line = size[2] * channels;
        int to = 0;
        for (int z = 0; z < size[0]; z++) {
            for (int y = 0; y < size[1]; y++) {
                int from = (((start[0] + z) * shape[1] + start[1] + y) * shape[2] + start[2]) * channels;
                System.arraycopy(volume.values(), from, part, to, line);
                to += line;
            }
        }
        return new Tensor(part, size[0], size[1], size[2], channels);
    }

    /** The voxels along some axes in the opposite order. */
    static Tensor mirrored(Tensor volume, boolean[] axes) {
        int[] shape = volume.shape();
        int channels = shape[AXES];
        float[] from = volume.values();
        float[] to = new float[from.length];
        int at = 0;
        for (int z = 0; z < shape[0]; z++) {
            int depth = axes[0] ? shape[0] - 1 - z : z;
            for (int y = 0; y < shape[1]; y++) {
                int height = axes[1] ? shape[1] - 1 - y : y;
                int line = (depth * shape[1] + height) * shape[2] * channels;
                for (int x = 0; x < shape[2]; x++, at += channels) {
                    int width = axes[2] ? shape[2] - 1 - x : x;
                    System.arraycopy(from, line + width * channels, to, at, channels);
                }
            }
        }
        return volume.with(to);
    }

    /** Height and width exchanged. */
    static Tensor transposed(Tensor volume) {
        int[] shape = volume.shape();
        int channels = shape[AXES];
        float[] to = new float[volume.values().length];
        int at = 0;
        for (int z = 0; z < shape[0]; z++) {
            for (int x = 0; x < shape[2]; x++) {
                for (int y = 0; y < shape[1]; y++, at += channels) {
                    int from = ((z * shape[1] + y) * shape[2] + x) * channels;
                    System.arraycopy(volume.values(), from, to, at, channels);
                }
            }
        }
        return new Tensor(to, shape[0], shape[2], shape[1], channels);
    }

    /** Where along an axis each voxel of a line is taken from: two neighbours, and the share of the second. */
    record Line(int[] first, int[] second, float[] share) {

        /**
         * @param size of the new line
         * @param given how many voxels there are along the axis
         * @param source of a place; those beyond the ends are the last voxels there
         */
        static Line of(int size, int given, DoubleUnaryOperator source) {
            Line line = new Line(new int[size], new int[size], new float[size]);
            for (int i = 0; i < size; i++) {
                double from = within(source.applyAsDouble(i), given);
                line.first[i] = (int) from;
                line.second[i] = Math.min(given - 1, line.first[i] + 1);
                line.share[i] = (float) (from - line.first[i]);
            }
            return line;
        }

        int size() {
            return first.length;
        }

        /** Every voxel from the nearest one. */
        Line nearest() {
            Line line = new Line(first.clone(), second, new float[first.length]);
            for (int i = 0; i < first.length; i++) {
                line.first[i] = share[i] < 0.5f ? first[i] : second[i];
            }
            return line;
        }
    }

    /** Voxels by linear interpolation along all three axes, as many as the lines have. */
    static Tensor resampled(Tensor volume, Line depth, Line height, Line width) {
        return widths(lines(volume, depth, height), width);
    }

    private static Tensor lines(Tensor volume, Line depth, Line height) {
        int[] shape = volume.shape();
        int line = shape[2] * shape[AXES];
        float[] from = volume.values();
        float[] to = new float[Tensor.cells(depth.size(), height.size(), line)];
        int at = 0;
        for (int z = 0; z < depth.size(); z++) {
            float back = depth.share[z];
            for (int y = 0; y < height.size(); y++, at += line) {
                float down = height.share[y];
                int a = (depth.first[z] * shape[1] + height.first[y]) * line;
                int b = (depth.first[z] * shape[1] + height.second[y]) * line;
                int c = (depth.second[z] * shape[1] + height.first[y]) * line;
                int d = (depth.second[z] * shape[1] + height.second[y]) * line;
                for (int i = 0; i < line; i++) {
                    float front = from[a + i] + down * (from[b + i] - from[a + i]);
                    float behind = from[c + i] + down * (from[d + i] - from[c + i]);
                    to[at + i] = front + back * (behind - front);
                }
            }
        }
        return new Tensor(to, depth.size(), height.size(), shape[2], shape[AXES]);
    }

    private static Tensor widths(Tensor volume, Line width) {
        int[] shape = volume.shape();
        int channels = shape[AXES];
        float[] from = volume.values();
        float[] to = new float[Tensor.cells(shape[0], shape[1], width.size(), channels)];
        int at = 0;
        for (int start = 0; start < from.length; start += shape[2] * channels) {
            for (int x = 0; x < width.size(); x++) {
                int left = start + width.first[x] * channels;
                int right = start + width.second[x] * channels;
                for (int channel = 0; channel < channels; channel++) {
                    to[at++] = from[left + channel] + width.share[x] * (from[right + channel] - from[left + channel]);
                }
            }
        }
        return new Tensor(to, shape[0], shape[1], width.size(), channels);
    }

    /**
     * Turns every plane of height and width around its middle. Beyond its edges a plane goes on as it ends.
     *
     * @param degrees counter-clockwise, width to the right and height upwards
     * @param nearest takes the nearest voxel, for masks, instead of interpolating
     */
    static Tensor turned(Tensor volume, double degrees, boolean nearest) {
        int[] shape = volume.shape();
        int channels = shape[AXES];
        int plane = shape[1] * shape[2] * channels;
        double sine = Math.sin(Math.toRadians(degrees));
        double cosine = Math.cos(Math.toRadians(degrees));
        double middleY = (shape[1] - 1) / 2.0;
        double middleX = (shape[2] - 1) / 2.0;
        float[] from = volume.values();
        float[] to = new float[from.length];
        for (int y = 0; y < shape[1]; y++) {
            for (int x = 0; x < shape[2]; x++) {
                double sourceX = within(middleX + cosine * (x - middleX) + sine * (y - middleY), shape[2]);
                double sourceY = within(middleY - sine * (x - middleX) + cosine * (y - middleY), shape[1]);
                int left = (int) sourceX;
                int top = (int) sourceY;
                int right = Math.min(shape[2] - 1, left + 1);
                int bottom = Math.min(shape[1] - 1, top + 1);
                float across = share(sourceX - left, nearest);
                float down = share(sourceY - top, nearest);
                int a = (top * shape[2] + left) * channels;
                int b = (top * shape[2] + right) * channels;
                int c = (bottom * shape[2] + left) * channels;
                int d = (bottom * shape[2] + right) * channels;
                int at = (y * shape[2] + x) * channels;
                for (int start = 0; start < from.length; start += plane) {
                    for (int channel = start; channel < start + channels; channel++) {
                        float upper = from[a + channel] + across * (from[b + channel] - from[a + channel]);
                        float lower = from[c + channel] + across * (from[d + channel] - from[c + channel]);
                        to[at + channel] = upper + down * (lower - upper);
                    }
                }
            }
        }
        return volume.with(to);
    }

    private static double within(double place, int size) {
        return Math.max(0, Math.min(size - 1, place));
    }

    private static float share(double share, boolean nearest) {
        return (float) (nearest ? Math.rint(share) : share);
    }
}
