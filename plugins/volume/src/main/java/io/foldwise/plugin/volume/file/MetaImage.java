package io.foldwise.plugin.volume.file;

import io.foldwise.toolkit.file.RegularFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** A volume as ITK writes it: {@code .mhd} with {@code .raw} or {@code .zraw} beside it, or {@code .mha}, all in one. */
record MetaImage(Path header) implements StoredVolume {

    private static final String LOCAL = "LOCAL";

    @Override
    public List<Path> files() {
        try {
            Path data = data(parsed());
            return data.equals(header) ? List.of(header) : List.of(header, data);
        } catch (IOException e) {
            return List.of(header); // said when it is read
        }
    }

    private MetaHeader parsed() throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(RegularFile.require(header)))) {
            return MetaHeader.read(in);
        }
    }

    @Override
    public Grid grid() throws IOException {
        MetaHeader parsed = parsed();
        Grid grid = parsed.grid();
        StoredVoxels voxels = parsed.voxels();
        Path data = data(parsed);
        if (!Files.isRegularFile(data)) {
            throw new UnreadableVolumeException("has its voxels in '" + data.getFileName() + "', which is not there");
        }
        if (!parsed.compressed()) {
            requireAsLong(Files.size(data) - begin(parsed, data, grid, voxels), voxels.bytes(grid));
        }
        return grid;
    }

    private static void requireAsLong(long there, long needed) throws UnreadableVolumeException {
        if (there != needed) {
            throw new UnreadableVolumeException("needs " + needed + " bytes of voxels, and there are " + there
                    + (there < needed ? ": they are cut short" : ": its header is of another volume"));
        }
    }

    @Override
    public void read(Slices slices) throws IOException {
        MetaHeader parsed = parsed();
        Grid grid = parsed.grid();
        StoredVoxels voxels = parsed.voxels();
        Path data = data(parsed);
        try (InputStream in = open(data, begin(parsed, data, grid, voxels), parsed.compressed())) {
            voxels.read(in, grid, slices);
            if (in.read() >= 0) {
                throw new UnreadableVolumeException("has more voxels than its header says");
            }
        } catch (ZipException | EOFException e) {
            throw new UnreadableVolumeException("has voxels that are cut short or damaged", e);
        } catch (NoSuchFileException e) {
            throw new UnreadableVolumeException(
                    "has its voxels in '" + data.getFileName() + "', which is not there", e);
        }
    }

    private static InputStream open(Path data, long begin, boolean compressed) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(RegularFile.require(data)));
        in.skipNBytes(begin);
        return compressed ? new InflaterInputStream(in) : in;
    }

    private long begin(MetaHeader parsed, Path data, Grid grid, StoredVoxels voxels) throws IOException {
        if (data.equals(header)) {
            return parsed.bytes();
        }
        long skipped = parsed.skipped();
        return skipped >= 0 ? skipped : Math.max(0, Files.size(data) - voxels.bytes(grid));
    }

    /** A file in the folder of the header, which may come from somebody else. */
    private Path data(MetaHeader parsed) throws UnreadableVolumeException {
        String name = parsed.text(MetaHeader.DATA_FILE).orElse("");
        if (name.equals(LOCAL)) {
            return header;
        }
        boolean several = name.startsWith("LIST") || name.contains("%");
        boolean plain = !name.isEmpty()
                && !name.equals("..")
                && !name.equals(".")
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
        if (several || !plain) {
            throw new UnreadableVolumeException(
                    "has its voxels in '" + name + "'; one file in the same folder is read");
        }
        return header.resolveSibling(name);
    }
}
