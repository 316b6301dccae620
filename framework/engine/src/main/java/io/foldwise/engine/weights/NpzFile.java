package io.foldwise.engine.weights;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A {@code .npz}, as {@code numpy.savez} and {@code savez_compressed} write it: a zip of {@code .npy} entries. */
final class NpzFile implements NamedArrays {

    private static final String ENTRY = ".npy";
    private static final int MOST_ARRAYS = 100_000;

    private final ZipFile zip;
    private final Map<NamedArray, Entry> entries = new LinkedHashMap<>();

    private record Entry(ZipEntry zipped, NpyHeader header) {}

    private NpzFile(ZipFile zip) {
        this.zip = zip;
    }

    static NpzFile open(Path file) throws IOException {
        NpzFile opened;
        try {
            opened = new NpzFile(new ZipFile(file.toFile()));
        } catch (IOException e) {
            throw new IOException("it is no zip file, or not whole", e);
        }
        try {
            opened.readHeaders();
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void readHeaders() throws IOException {
        if (zip.size() > MOST_ARRAYS) {
            throw new IOException("it holds " + zip.size() + " arrays, more than " + MOST_ARRAYS);
        }
        Map<String, NamedArray> names = new LinkedHashMap<>();
        for (ZipEntry zipped : Collections.list(zip.entries())) {
            NamedArray array = readHeader(zipped);
            if (names.put(array.name(), array) != null) {
                throw new IOException("it holds two arrays of the name '" + array.name() + "'");
            }
        }
    }

    private NamedArray readHeader(ZipEntry zipped) throws IOException {
        String name = zipped.getName();
        if (!name.endsWith(ENTRY)) {
            NamedArray.of(name, List.of(), false);
            throw new IOException("it holds '" + name + "', which is no " + ENTRY);
        }
        String plain = name.substring(0, name.length() - ENTRY.length());
        NpyHeader header;
        try (InputStream in = zip.getInputStream(zipped)) {
            header = NpyHeader.read(new DataInputStream(in));
        } catch (IOException e) {
            throw in(NamedArray.of(plain, List.of(), false), e);
        }
        NamedArray array = NamedArray.of(plain, header.shape(), header.type().isPresent());
        if (array.numbers()) {
            array.requireBytes(zipped.getSize() - header.bytes(), header.type().get());
        }
        entries.put(array, new Entry(zipped, header));
        return array;
    }

    @Override
    public List<NamedArray> arrays() {
        return List.copyOf(entries.keySet());
    }

    @Override
    public float[] values(NamedArray array) throws IOException {
        Entry entry = entries.get(array);
        NpyHeader header = entry.header();
        try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry.zipped()), new CRC32())) {
            in.readNBytes(header.bytes());
            float[] values = NumberStream.read(in, header.type().orElseThrow(), header.order(), array);
            if (in.read() >= 0 || in.getChecksum().getValue() != entry.zipped().getCrc()) {
                throw new IOException("it is damaged");
            }
            return header.columnMajor() ? rowMajor(values, array.shape()) : values;
        } catch (IOException e) {
            throw in(array, e);
        }
    }

    /** An array column by column is its transposed one row by row. */
    private static float[] rowMajor(float[] values, List<Long> shape) {
        Transposition reversal = Transposition.reversal(shape.size());
        return reversal.values(values, reversal.shape(shape));
    }

    private static IOException in(NamedArray array, IOException cause) {
        boolean explained = cause.getMessage() != null && !(cause instanceof ZipException);
        String reason = explained ? cause.getMessage() : "it is damaged";
        return new IOException("'" + array.name() + "': " + reason, cause);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
