package io.foldwise.plugin.volume.file;

import io.foldwise.toolkit.file.RegularFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A NIfTI-1 volume in one file, {@code .nii} or {@code .nii.gz}. */
record Nifti(Path file, boolean compressed) implements StoredVolume {

    @Override
    public List<Path> files() {
        return List.of(file);
    }

    private InputStream open() throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(RegularFile.require(file)));
        if (!compressed) {
            return in;
        }
        try {
            return new GZIPInputStream(in, 1 << 16);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public Grid grid() throws IOException {
        try (InputStream in = open()) {
            NiftiHeader header = NiftiHeader.of(in.readNBytes(NiftiHeader.LENGTH));
            Grid grid = header.grid();
            long needed = header.begin() + header.voxels().bytes(grid);
            if (!compressed && Files.size(file) < needed) {
                throw new UnreadableVolumeException(
                        "needs " + needed + " bytes, and has " + Files.size(file) + ": it is cut short");
            } else if (!compressed && Files.size(file) > needed) {
                throw more();
            }
            return grid;
        } catch (ZipException | EOFException e) {
            throw new UnreadableVolumeException("is cut short or damaged", e);
        }
    }

    private static UnreadableVolumeException more() {
        return new UnreadableVolumeException("has more voxels than its header says");
    }

    @Override
    public void read(Slices slices) throws IOException {
        try (InputStream in = open()) {
            NiftiHeader header = NiftiHeader.of(in.readNBytes(NiftiHeader.LENGTH));
            in.skipNBytes(header.begin() - NiftiHeader.LENGTH);
            header.voxels().read(in, header.grid(), slices);
            if (in.read() >= 0) {
                throw more();
            }
        } catch (ZipException | EOFException e) {
            throw new UnreadableVolumeException("has voxels that are cut short or damaged", e);
        }
    }
}
