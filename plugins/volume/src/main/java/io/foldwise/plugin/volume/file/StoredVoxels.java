package io.foldwise.plugin.volume.file;

import io.foldwise.plugin.volume.file.StoredVolume.Slices;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How voxels follow each other in a file: a voxel stands for {@code slope * stored + intercept}.
 */
record StoredVoxels(VoxelType type, ByteOrder order, double slope, double intercept) {

    /** Bytes of all voxels. */
    long bytes(Grid grid) {
        return (long) grid.slices() * grid.rows() * grid.columns() * type.bytes();
    }

    /**
     * Reads slices, and nothing behind them.
     *
     * @throws UnreadableVolumeException if there are fewer, or a number is not finite
     */
    void read(InputStream in, Grid grid, Slices slices) throws IOException {
        byte[] bytes = new byte[grid.rows() * grid.columns() * type.bytes()];
        float[] values = new float[grid.rows() * grid.columns()];
        for (int slice = 0; slice < grid.slices(); slice++) {
            int read = in.readNBytes(bytes, 0, bytes.length);
            if (read < bytes.length) {
                throw new UnreadableVolumeException("ends within slice " + (slice + 1) + " of " + grid.slices()
                        + ": it is cut short, or its header says too much");
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (slope * type.next(buffer) + intercept);
            }
            requireFinite(values, slice);
            slices.slice(slice, values);
        }
    }

    private static void requireFinite(float[] values, int slice) throws UnreadableVolumeException {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new UnreadableVolumeException(
                        "holds " + value + " in slice " + (slice + 1) + ", which is no density");
            }
        }
    }
}
