package io.foldwise.layers.volume;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.image.Window;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The rows of volumes that a row of cubes reaches, on the heap one after another, with a frame on the left and on the right, so that
 * cubes can be worked on without a look at the volume's edges.
 */
final class CubeRows {

    private final Window window;
    private final FloatMemory volumes;
    private final int depth;
    private final int height;
    private final int width;
    private final int channels;
    private final int length;
    private final float[] rows;
    private final float frame;

    /** @param frame what stands in the frame */
    CubeRows(Window window, INDArray volumes, float frame) {
        this.window = window;
        this.volumes = FloatMemory.of(volumes);
        this.frame = frame;
        depth = (int) volumes.size(1);
        height = (int) volumes.size(2);
        width = (int) volumes.size(3);
        channels = (int) volumes.size(4);
        length = (window.padding() + width + window.behind(width)) * channels;
        rows = new float[window.size() * window.size() * length];
        Arrays.fill(rows, frame);
    }

    /** All rows. */
    float[] array() {
        return rows;
    }

    /** Where the cube at a column begins in its first row. */
    int start(int column) {
        return column * window.stride() * channels;
    }

    /** From the begin of a cube to its voxels, in their order. */
    int[] offsets() {
        int[] offsets = new int[window.size() * window.size() * window.size()];
        Arrays.setAll(offsets, voxel -> voxel / window.size() * length + voxel % window.size() * channels);
        return offsets;
    }

    /** Copies a voxel of all cubes of the row one after another, with its channels. */
    void gather(int offset, float[] to) {
        int from = offset;
        int step = window.stride() * channels;
        for (int place = 0; place < to.length; place += channels, from += step) {
            System.arraycopy(rows, from, to, place, channels);
        }
    }

    /** Reads the rows for a row of cubes, by the number of the volume and of the cubes' plane and row; beyond the edges is frame. */
    void read(int volume, int cubePlane, int cubeRow) {
        for (int i = 0; i < window.size() * window.size(); i++) {
            int from = start(volume, cubePlane, cubeRow, i);
            if (from < 0) {
                Arrays.fill(rows, i * length, (i + 1) * length, frame);
            } else {
                volumes.read(from, rows, place(i), width * channels);
            }
        }
    }

    /** Writes the rows back. */
    void write(int volume, int cubePlane, int cubeRow) {
        for (int i = 0; i < window.size() * window.size(); i++) {
            int to = start(volume, cubePlane, cubeRow, i);
            if (to >= 0) {
                volumes.write(to, rows, place(i), width * channels);
            }
        }
    }

    /** Where a row of the volume begins in memory; -1 in the frame. */
    private int start(int volume, int cubePlane, int cubeRow, int number) {
        int plane = cubePlane * window.stride() - window.padding() + number / window.size();
        int row = cubeRow * window.stride() - window.padding() + number % window.size();
        boolean inside = plane >= 0 && plane < depth && row >= 0 && row < height;
        return inside ? ((volume * depth + plane) * height + row) * width * channels : -1;
    }

    void zero() {
        volumes.zero(0, (int) volumes.size());
    }

    private int place(int row) {
        return row * length + window.padding() * channels;
    }
}
