package io.foldwise.plugin.volume.cache;

import io.foldwise.plugin.volume.data.Block;
import io.foldwise.plugin.volume.data.ToWorld;
import io.foldwise.plugin.volume.data.Volumes;
import io.foldwise.plugin.volume.prepare.PreparedVolume;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A prepared volume in a file: a header, then cubes of {@value #EDGE} voxels along an edge, one after the other, so that a part is
 * read without the rest. Whatever is not exactly as long as its header says is taken for no such file.
 *
 * @param scan depth, height and width before edges were filled up
 * @param hash of the voxels
 */
public record ChunkFile(Path file, int[] extent, int[] scan, ToWorld toWorld, long hash) {

    private static final int EDGE = Volumes.MULTIPLE;
    private static final int CUBE = EDGE * EDGE * EDGE;
    private static final long MAGIC = 0x464f4c44564f4c31L; // FOLDVOL1
    private static final int NUMBERS = 12;
    private static final int HEADER = 8 + 8 + 6 * 4 + NUMBERS * 8 + 8;
    private static final long MOST = 1L << 31;

    /** The volume in a file; empty if there is none, or none that is whole. */
    public static Optional<ChunkFile> open(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER);
            readFully(channel, header, 0);
            header.flip();
            CRC32 check = new CRC32();
            check.update(header.array(), 0, HEADER - 8);
            if (header.getLong() != MAGIC || header.getLong(HEADER - 8) != check.getValue()) {
                return Optional.empty();
            }
            long hash = header.getLong();
            int[] extent = {header.getInt(), header.getInt(), header.getInt()};
            int[] scan = {header.getInt(), header.getInt(), header.getInt()};
            double[] numbers = new double[NUMBERS];
            for (int i = 0; i < NUMBERS; i++) {
                numbers[i] = header.getDouble();
            }
            boolean sound = sound(extent, scan) && channel.size() == HEADER + (long) extent[0] * extent[1] * extent[2];
            return sound
                    ? Optional.of(new ChunkFile(file, extent, scan, new ToWorld(numbers), hash))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // made anew
        }
    }

    private static boolean sound(int[] extent, int[] scan) {
        long voxels = 1;
        for (int axis = 0; axis < extent.length; axis++) {
            if (scan[axis] < 1
                    || extent[axis] < scan[axis]
                    || extent[axis] % EDGE != 0
                    || extent[axis] > MOST / voxels) {
                return false;
            }
            voxels *= extent[axis];
        }
        return true;
    }

    /** Writes a volume. */
    static void write(PreparedVolume volume, Path file) throws IOException {
        int[] extent = volume.extent();
        ByteBuffer header = ByteBuffer.allocate(HEADER).putLong(MAGIC).putLong(hash(volume));
        Arrays.stream(extent).forEach(header::putInt);
        Arrays.stream(volume.scan()).forEach(header::putInt);
        Arrays.stream(volume.toWorld().numbers()).forEach(header::putDouble);
        CRC32 check = new CRC32();
        check.update(header.array(), 0, HEADER - 8);
        header.putLong(check.getValue());
        byte[] cube = new byte[CUBE];
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            out.write(header.array());
            for (int z = 0; z < extent[0]; z += EDGE) {
                for (int y = 0; y < extent[1]; y += EDGE) {
                    for (int x = 0; x < extent[2]; x += EDGE) {
                        Block.copy(volume.voxels(), Block.of(extent), cube, new Block(z, y, x, EDGE, EDGE, EDGE));
                        out.write(cube);
                    }
                }
            }
        }
    }

    /** Whether all voxels are 0. */
    boolean blank() {
        byte[] nothing = new byte[Block.of(extent).voxels()];
        return hash == hash(new PreparedVolume(extent, scan, nothing, toWorld));
    }

    /** FNV-1a with words for bytes, of voxels and size. */
    private static long hash(PreparedVolume volume) {
        long hash = 0xcbf29ce484222325L;
        for (int edge : volume.extent()) {
            hash = (hash ^ edge) * 0x100000001b3L;
        }
        ByteBuffer words = ByteBuffer.wrap(volume.voxels()); // as many as a multiple of 16 * 16 * 16
        while (words.hasRemaining()) {
            hash = (hash ^ words.getLong()) * 0x100000001b3L;
            hash ^= hash >>> 32;
        }
        return hash;
    }

    /**
     * Reads a part.
     *
     * @param outside what is outside of the volume
     */
    public byte[] part(Block block, int outside) throws IOException {
        byte[] part = new byte[block.voxels()];
        Arrays.fill(part, (byte) outside);
        if (block.outside(extent)) {
            return part;
        }
        Block inside = block.within(Block.of(extent));
        int firstX = inside.x() / EDGE;
        int cubes = (inside.x() + inside.width() - 1) / EDGE - firstX + 1;
        ByteBuffer row = ByteBuffer.allocate(cubes * CUBE);
        try (FileChannel channel = FileChannel.open(file)) {
            for (int z = inside.z() / EDGE; z * EDGE < inside.z() + inside.depth(); z++) {
                for (int y = inside.y() / EDGE; y * EDGE < inside.y() + inside.height(); y++) {
                    readFully(channel, row.clear(), place(z, y, firstX));
                    for (int cube = 0; cube < cubes; cube++) {
                        copy(
                                row.array(),
                                cube,
                                new Block(z * EDGE, y * EDGE, (firstX + cube) * EDGE, EDGE, EDGE, EDGE),
                                part,
                                block);
                    }
                }
            }
        }
        return part;
    }

    private long place(int z, int y, int x) {
        long cube = ((long) z * (extent[1] / EDGE) + y) * (extent[2] / EDGE) + x;
        return HEADER + cube * CUBE;
    }

    /** Of one of several cubes in a row the voxels that a block has, too. */
    private static void copy(byte[] cubes, int number, Block cube, byte[] part, Block block) {
        Block common = cube.within(block);
        for (int z = common.z(); z < common.z() + common.depth(); z++) {
            for (int y = common.y(); y < common.y() + common.height(); y++) {
                int from = number * CUBE + cube.place(z - cube.z(), y - cube.y(), common.x() - cube.x());
                int to = block.place(z - block.z(), y - block.y(), common.x() - block.x());
                System.arraycopy(cubes, from, part, to, common.width());
            }
        }
    }

    private static void readFully(FileChannel channel, ByteBuffer into, long from) throws IOException {
        long place = from;
        while (into.hasRemaining()) {
            int read = channel.read(into, place);
            if (read < 0) {
                throw new EOFException("ends before its voxels do");
            }
            place += read;
        }
    }
}
