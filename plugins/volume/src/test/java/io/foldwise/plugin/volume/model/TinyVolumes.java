package io.foldwise.plugin.volume.model;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Volume;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.util.SplittableRandom;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Noisy volumes whose first channel is bright in some cells, which the target names; other channels say where a voxel is.
 *
 * @param edge of the volume
 * @param stride voxels along an edge of a cell
 * @param channels of the volume
 */
record TinyVolumes(int edge, int stride, int channels) implements Dataset {

    private static final int SAMPLES = 24;
    private static final int EVERY = 5;
    private static final float BRIGHT = 3;
    private static final Seed SEED = new Seed(5);

    /** Whether a cell is bright. */
    record Cells() implements Head {

        @Override
        public String name() {
            return "cells";
        }

        @Override
        public long[] logits() {
            return new long[] {-1, -1, -1, 1};
        }

        @Override
        public Storage storage() {
            return new Storage.Arrays(Storage.Cell.FLOAT);
        }
    }

    @Override
    public int size() {
        return SAMPLES;
    }

    @Override
    public String id(int row) {
        return "volume-" + row;
    }

    @Override
    public InputShape input() {
        return new Volume(edge, edge, edge, channels);
    }

    @Override
    public Task task() {
        return Task.of(new Cells());
    }

    @Override
    public boolean labelled() {
        return true;
    }

    @Override
    public float[] targets(int row) {
        return cells(row);
    }

    private int cellsOfEdge() {
        return edge / stride;
    }

    private float[] cells(int row) {
        SplittableRandom random = SEED.branch("cells", row).random();
        float[] cells = new float[cellsOfEdge() * cellsOfEdge() * cellsOfEdge()];
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = random.nextInt(EVERY) == 0 ? 1 : 0;
        }
        return cells;
    }

    @Override
    public Tensor target(int row, Head head) {
        return new Tensor(cells(row), cellsOfEdge(), cellsOfEdge(), cellsOfEdge(), 1);
    }

    @Override
    public Features features(int[] rows) {
        float[] batch = new float[rows.length * edge * edge * edge * channels];
        int at = 0;
        for (int row : rows) {
            float[] cells = cells(row);
            SplittableRandom random = SEED.branch("volume", row).random();
            for (int voxel = 0; voxel < edge * edge * edge; voxel++) {
                int[] place = {voxel / edge / edge, voxel / edge % edge, voxel % edge};
                int cell = (place[0] / stride * cellsOfEdge() + place[1] / stride) * cellsOfEdge() + place[2] / stride;
                batch[at++] = (float) random.nextGaussian() + BRIGHT * cells[cell];
                for (int channel = 1; channel < channels; channel++) {
                    batch[at++] = (place[(channel - 1) % 3] + 0.5f) / edge - 0.5f;
                }
            }
        }
        return Features.of(Nd4j.createFromArray(batch).reshape(rows.length, edge, edge, edge, channels));
    }
}
