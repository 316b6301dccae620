package io.foldwise.engine.store;

import io.foldwise.spi.data.Storage.Cell;
import io.foldwise.spi.data.Tensor;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Predictions of one head as an array per sample, each named by the sample's id (percent-encoded): {@code numpy.load} reads the
 * file. One array after the other is written and read, so that the file may be larger than memory.
 */
final class ArrayFile {

    /** Of all entries: equal predictions give equal files. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    /** No deflated byte stands for more than so many. */
    private static final long MOST_INFLATION = 1100;

    private ArrayFile() {}

    private static String entry(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8) + ".npy";
    }

    /** The ids of all arrays. */
    static Set<String> ids(Path file) {
        try (ZipFile zip = PlainFile.zip(file)) {
            return zip.stream()
                    .map(ZipEntry::getName)
                    .map(name -> URLDecoder.decode(name.replaceFirst("\\.npy$", ""), StandardCharsets.UTF_8))
                    .collect(Collectors.toSet());
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException("could not read " + file + ", which is damaged: " + e.getMessage());
        }
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
                ZipEntry entry = new ZipEntry(entry(id));
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

    /** Reads a file, which is opened when an array is asked for, and closed when many others have been read since. */
    static final class Reader {

        /** A sweep has more files than a process may open, and each takes memory that grows with its number of arrays. */
        private static final int MOST_OPEN = 32;

        private static final Map<Reader, ZipFile> OPEN = new LinkedHashMap<>(MOST_OPEN, 0.75f, true);

        private final Path file;

        Reader(Path file) {
            this.file = file;
        }

        /** @throws StoreException if the file has no such array, or is damaged */
        Tensor read(String id) {
            synchronized (OPEN) { // or another thread might close the file
                return readOpened(id);
            }
        }

        private ZipFile open() throws IOException {
            ZipFile zip = OPEN.get(this);
            if (zip == null) {
                zip = PlainFile.zip(file);
                OPEN.put(this, zip);
            }
            if (OPEN.size() > MOST_OPEN) {
                Iterator<ZipFile> longestUnread = OPEN.values().iterator();
                longestUnread.next().close();
                longestUnread.remove();
            }
            return zip;
        }

        private Tensor readOpened(String id) {
            try {
                ZipFile zip = open();
                ZipEntry entry = zip.getEntry(entry(id));
                if (entry == null) {
                    throw new IOException("it has no array '" + id + "'");
                }
                if (entry.getSize() > entry.getCompressedSize() * MOST_INFLATION) {
                    throw new IOException("its array '" + id + "' is not as long as it says");
                }
                try (DataInputStream in = new DataInputStream(new BufferedInputStream(zip.getInputStream(entry)))) {
                    return NumpyArray.read(in, entry.getSize());
                }
            } catch (FileSystemException e) {
                throw new StoreException("read", file, e);
            } catch (IOException | ArithmeticException e) {
                throw new StoreException("could not read " + file + ", which is damaged: " + e.getMessage());
            }
        }
    }
}
