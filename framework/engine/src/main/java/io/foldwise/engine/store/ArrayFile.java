package io.foldwise.engine.store;

import io.foldwise.spi.data.Storage.Cell;
import io.foldwise.spi.data.Tensor;
import io.foldwise.toolkit.numpy.NpyStream;
import io.foldwise.toolkit.numpy.NpzFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Predictions of one head as an array per sample, each named by the sample's id (percent-encoded): {@code numpy.load} reads the
 * file. One array after the other is written and read, so that the file may be larger than memory.
 */
final class ArrayFile {

    /** Of all entries: equal predictions give equal files. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private ArrayFile() {}

    private static String name(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    /** The ids of all arrays. */
    static Set<String> ids(Path file) {
        try (NpzFile arrays = PlainFile.arrays(file)) {
            return arrays.names().stream()
                    .map(name -> URLDecoder.decode(name, StandardCharsets.UTF_8))
                    .collect(Collectors.toSet());
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException("could not read " + file + ", which is damaged: " + e.getMessage());
        }
    }

    /** Closes all files of a folder that is about to be removed: else they would keep their room on the disk. */
    static void closeWithin(Path folder) throws IOException {
        Reader.OPEN.closeWithin(folder);
    }

    /** Writes a file, which must not be there, sample by sample. */
    static final class Writer implements AutoCloseable {

        private final Path file;
        private final Cell cell;
        private final ZipOutputStream zip;

        Writer(Path file, Cell cell) {
            this.file = file;
            this.cell = cell;
            try {
                this.zip = new ZipOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)));
                zip.setLevel(Deflater.BEST_SPEED);
            } catch (IOException e) {
                throw new StoreException("write", file, e);
            }
        }

        void add(String id, Tensor prediction) {
            try {
                ZipEntry entry = new ZipEntry(name(id) + ".npy");
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                zip.write(NumpyArray.bytes(prediction, cell));
                zip.closeEntry();
            } catch (IOException e) {
                throw new StoreException("write", file, e);
            }
        }

        @Override
        public void close() {
            try {
                zip.close();
            } catch (IOException e) {
                throw new StoreException("write", file, e);
            }
        }
    }

    /** Reads a file, which is opened when an array is asked for, and stays open while there is room for it. */
    static final class Reader {

        private static final OpenArrayFiles OPEN = new OpenArrayFiles();

        private final Path file;

        Reader(Path file) {
            this.file = file;
        }

        /** @throws StoreException if the file has no such array, or is damaged */
        Tensor read(String id) {
            try {
                return OPEN.use(this, arrays -> read(arrays, id));
            } catch (FileSystemException e) {
                throw new StoreException("read", file, e);
            } catch (IOException | ArithmeticException e) {
                throw new StoreException("could not read " + file + ", which is damaged: " + e.getMessage());
            }
        }

        Path file() {
            return file;
        }

        private static Tensor read(NpzFile arrays, String id) throws IOException {
            String name = name(id);
            if (!arrays.has(name)) {
                throw new IOException("it has no array '" + id + "'");
            }
            try (NpyStream in = arrays.read(name)) {
                return NumpyArray.read(in);
            }
        }
    }
}
