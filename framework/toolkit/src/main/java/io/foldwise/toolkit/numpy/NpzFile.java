package io.foldwise.toolkit.numpy;

import io.foldwise.spi.Escapes;
import io.foldwise.toolkit.file.RegularFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A {@code .npz}, as {@code numpy.savez} and {@code savez_compressed} write it: a zip of {@code .npy} entries. An array is read when
 * it is asked for; several threads may read at once. Messages of an {@link IOException} are one line and do not name the file.
 */
public final class NpzFile implements Closeable {

    private static final String ENTRY = ".npy";

    /** No deflated byte stands for more than so many. */
    private static final long MOST_INFLATION = 1100;

    private final ZipFile zip;

    private NpzFile(ZipFile zip) {
        this.zip = zip;
    }

    /** @throws IOException if the file is no whole zip file */
    public static NpzFile open(Path file) throws IOException {
        return new NpzFile(new ZipFile(RegularFile.require(file).toFile()));
    }

    /** How many entries the file has. */
    public int size() {
        return zip.size();
    }

    /**
     * The names of all arrays, in the file's order.
     *
     * @throws IOException if two have the same name, or the file holds what is no {@code .npy}
     */
    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String file = entry.getName();
            if (!file.endsWith(ENTRY)) {
                throw new IOException("it holds '" + Escapes.line(file) + "', which is no " + ENTRY);
            }
            String name = file.substring(0, file.length() - ENTRY.length());
            if (!known.add(name)) {
                throw new IOException("it holds two arrays of the name '" + Escapes.line(name) + "'");
            }
            names.add(name);
        }
        return names;
    }

    /** Whether there is an array of the name. */
    public boolean has(String name) {
        return zip.getEntry(name + ENTRY) != null;
    }

    /**
     * What stands before the numbers of an array.
     *
     * @throws IOException if there is no such array, or it does not begin as a {@code .npy}
     */
    public NpyHeader header(String name) throws IOException {
        try (CheckedInputStream in = open(entry(name))) {
            return NpyHeader.read(in);
        }
    }

    /**
     * Opens an array of numbers. Read to its end, it is compared with its checksum.
     *
     * @throws IOException if there is no such array, or it has another length than its header says, or holds no numbers
     */
    public NpyStream read(String name) throws IOException {
        ZipEntry entry = entry(name);
        if (entry.getSize() > entry.getCompressedSize() * MOST_INFLATION) {
            throw new IOException("it is not as long as it says");
        }
        CheckedInputStream in = open(entry);
        try {
            return new NpyStream(in, entry.getSize(), () -> requireChecksum(in, entry));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** The bytes of an array with its header, as the file says. */
    public long length(String name) throws IOException {
        return entry(name).getSize();
    }

    private ZipEntry entry(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name + ENTRY);
        if (entry == null) {
            throw new IOException("it has no array '" + Escapes.line(name) + "'");
        }
        return entry;
    }

    private CheckedInputStream open(ZipEntry entry) throws IOException {
        return new CheckedInputStream(zip.getInputStream(entry), new CRC32());
    }

    private static void requireChecksum(CheckedInputStream in, ZipEntry entry) throws IOException {
        if (in.getChecksum().getValue() != entry.getCrc()) {
            throw new IOException("it is damaged: its checksum is another");
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
