package io.foldwise.plugin.volume.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A volume in a file, or in several. */
public interface StoredVolume {

    /** The files that hold it. */
    List<Path> files();

    /** What names it: its file, or the folder of its files. */
    default Path place() {
        return files().get(0);
    }

    /**
     * Where its voxels are; reads no voxels.
     *
     * @throws UnreadableVolumeException if it is none that is read
     */
    Grid grid() throws IOException;

    /**
     * Reads all slices, one after the other.
     *
     * @throws UnreadableVolumeException if it is damaged
     */
    void read(Slices slices) throws IOException;

    /** Is told slices in their order. */
    interface Slices {

        /**
         * @param number from 0
         * @param values {@code [rows, columns]}, what is stored after the file's own scale; written over by the next slice
         */
        void slice(int number, float[] values) throws IOException;
    }
}
