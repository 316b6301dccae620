package io.foldwise.engine.store;

import io.foldwise.spi.data.Tensor;
import io.foldwise.toolkit.numpy.NpzFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files of arrays that stay open after a read, since opening one again takes longer than reading from it. They are as many as a
 * process may well have open, and as have room in memory; of more, the one that was not read for longest is closed.
 */
final class OpenArrayFiles {

    private static final int MOST_FILES = 400;
    /** What an open file keeps of every array: its entry in the archive, and a place in a table. */
    private static final long BYTES_PER_ARRAY = 160;

    private final int mostFiles;
    private final long mostArrays;
    private final Map<ArrayFile.Reader, NpzFile> files = new LinkedHashMap<>(16, 0.75f, true);
    private long arrays;

    @FunctionalInterface
    interface Use {
        Tensor of(NpzFile arrays) throws IOException;
    }

    OpenArrayFiles() {
        this(MOST_FILES, Runtime.getRuntime().maxMemory() / Byte.SIZE / BYTES_PER_ARRAY);
    }

    OpenArrayFiles(int mostFiles, long mostArrays) {
        this.mostFiles = mostFiles;
        this.mostArrays = mostArrays;
    }

    /** Uses a reader's file, which nobody closes meanwhile. */
    synchronized Tensor use(ArrayFile.Reader reader, Use use) throws IOException {
        NpzFile file = files.get(reader);
        if (file == null) {
            file = PlainFile.arrays(reader.file());
            files.put(reader, file);
            arrays += file.size();
            closeOldest();
        }
        return use.of(file);
    }

    private void closeOldest() throws IOException {
        while (files.size() > 1 && (files.size() > mostFiles || arrays > mostArrays)) {
            close(files.keySet().iterator().next());
        }
    }

    /** Closes what lies in a folder that is about to be removed. */
    synchronized void closeWithin(Path folder) throws IOException {
        Path whole = folder.toAbsolutePath().normalize();
        for (ArrayFile.Reader reader : List.copyOf(files.keySet())) {
            if (reader.file().toAbsolutePath().normalize().startsWith(whole)) {
                close(reader);
            }
        }
    }

    private void close(ArrayFile.Reader reader) throws IOException {
        NpzFile file = files.remove(reader);
        arrays -= file.size();
        file.close();
    }

    synchronized int size() {
        return files.size();
    }
}
