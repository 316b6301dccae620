package io.foldwise.plugin.volume.mask;

import io.foldwise.plugin.volume.box.Anchors;
import io.foldwise.plugin.volume.box.Nodules;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;

/** What is asked of a volume. */
public enum Asked {
    /** Where nodules are, as boxes. */
    NODULES,
    /** Which voxels belong to a mask. */
    MASK,
    /** Both, the boxes first. */
    BOTH;

    /** @param cell what is kept of a voxel's prediction */
    public Task task(Anchors anchors, Storage.Cell cell) {
        return switch (this) {
            case NODULES -> Task.of(new Nodules(anchors));
            case MASK -> Task.of(new VolumeMask(cell));
            case BOTH -> Task.of(new Nodules(anchors), new VolumeMask(cell));
        };
    }

    public boolean masks() {
        return this != NODULES;
    }
}
