package io.foldwise.plugin.volume.prepare;

import io.foldwise.plugin.volume.file.StoredVolume;
import io.foldwise.plugin.volume.file.UnreadableVolumeException;
import java.io.IOException;

/** Reads a scan into upright voxels of a millimetre, by trilinear interpolation; no more than two of its slices are in memory. */
final class Resampler implements StoredVolume.Slices {

    /** Voxels of a prepared volume, at most: half a gigabyte while it is prepared. */
    static final long MOST_VOXELS = 1L << 28;

    /** Beyond what tissue, bone or air has; metal and what is outside of a scanner's circle are cut off here. */
    private static final int LIMIT = 4000;

    private final Upright upright;
    private final int[] extent;
    private final Axis[] axes;
    private final int[] strides;
    private final short[] values;
    private final Units units = new Units();
    private float[] before = new float[0];

    /**
     * Where along an axis of the scan our voxels lie: between an old voxel and the next.
     *
     * @param share of the next one
     */
    private record Axis(int[] from, int[] next, float[] share) {

        static Axis of(Upright upright, int ours, int voxels) {
            int last = upright.grid().extent(upright.axes()[ours]) - 1;
            Axis axis = new Axis(new int[voxels], new int[voxels], new float[voxels]);
            for (int voxel = 0; voxel < voxels; voxel++) {
                double place = upright.stored(ours, voxel);
                axis.from[voxel] = Math.max(0, Math.min(last - 1, (int) Math.floor(place)));
                axis.next[voxel] = Math.min(last, axis.from[voxel] + 1);
                axis.share[voxel] = (float) (place - axis.from[voxel]);
            }
            return axis;
        }

        int voxels() {
            return from.length;
        }
    }

    private Resampler(Upright upright) throws UnreadableVolumeException {
        this.upright = upright;
        this.extent = upright.extent();
        long voxels = (long) extent[0] * extent[1] * extent[2];
        if (voxels > MOST_VOXELS) {
            throw new UnreadableVolumeException("is " + extent[2] + " x " + extent[1] + " x " + extent[0]
                    + " mm large, more than any scan of a chest (" + (MOST_VOXELS >> 20) + " million voxels of 1 mm)");
        }
        int[] ourStrides = {extent[1] * extent[2], extent[2], 1};
        this.axes = new Axis[3];
        this.strides = new int[3];
        for (int stored = 0; stored < axes.length; stored++) {
            int ours = upright.ours(stored);
            axes[stored] = Axis.of(upright, ours, extent[ours]);
            strides[stored] = ourStrides[ours];
        }
        this.values = new short[(int) voxels];
    }

    /**
     * Reads a scan.
     *
     * @throws UnreadableVolumeException if it is damaged, or its values are no Hounsfield units
     */
    static Density density(StoredVolume scan, Upright upright) throws IOException {
        Resampler resampler = new Resampler(upright);
        scan.read(resampler);
        resampler.units.require();
        int[] extent = resampler.extent;
        return new Density(extent[0], extent[1], extent[2], resampler.values);
    }

    @Override
    public void slice(int number, float[] slice) {
        units.see(slice);
        float[] plane = plane(slice);
        Axis depth = axes[0];
        boolean single = upright.grid().extent(0) == 1;
        for (int voxel = 0; voxel < depth.voxels(); voxel++) {
            if (single || depth.next[voxel] == number) {
                blend(single ? plane : before, plane, depth.share[voxel], voxel * strides[0]);
            }
        }
        before = plane;
    }

    /** A slice in voxels of a millimetre. */
    private float[] plane(float[] slice) {
        int columns = upright.grid().columns();
        Axis rows = axes[1];
        Axis across = axes[2];
        float[] plane = new float[rows.voxels() * across.voxels()];
        for (int row = 0; row < rows.voxels(); row++) {
            int upper = rows.from[row] * columns;
            int lower = rows.next[row] * columns;
            float down = rows.share[row];
            for (int column = 0; column < across.voxels(); column++) {
                int left = across.from[column];
                int right = across.next[column];
                float share = across.share[column];
                float top = slice[upper + left] + share * (slice[upper + right] - slice[upper + left]);
                float bottom = slice[lower + left] + share * (slice[lower + right] - slice[lower + left]);
                plane[row * across.voxels() + column] = top + down * (bottom - top);
            }
        }
        return plane;
    }

    private void blend(float[] one, float[] other, float share, int from) {
        int width = axes[2].voxels();
        for (int row = 0; row < axes[1].voxels(); row++) {
            for (int column = 0; column < width; column++) {
                int place = row * width + column;
                float value = one[place] + share * (other[place] - one[place]);
                values[from + row * strides[1] + column * strides[2]] =
                        (short) Math.round(Math.max(-LIMIT, Math.min(LIMIT, value)));
            }
        }
    }
}
