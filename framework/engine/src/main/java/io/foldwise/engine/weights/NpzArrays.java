package io.foldwise.engine.weights;

import io.foldwise.toolkit.numpy.NpyHeader;
import io.foldwise.toolkit.numpy.NpyStream;
import io.foldwise.toolkit.numpy.NpzFile;
import io.foldwise.toolkit.numpy.NumberType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/** The arrays of a {@code .npz}. */
final class NpzArrays implements NamedArrays {

    private static final int MOST_ARRAYS = 100_000;

    private final NpzFile file;
    private final List<NamedArray> arrays = new ArrayList<>();

    private NpzArrays(NpzFile file) {
        this.file = file;
    }

    static NpzArrays open(Path path) throws IOException {
        NpzArrays opened;
        try {
            opened = new NpzArrays(NpzFile.open(path));
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
        if (file.size() > MOST_ARRAYS) {
            throw new IOException("it holds " + file.size() + " arrays, more than " + MOST_ARRAYS);
        }
        for (String name : file.names()) {
            arrays.add(array(name));
        }
    }

    private NamedArray array(String name) throws IOException {
        NamedArray nameless = NamedArray.of(name, List.of(), false);
        NpyHeader header;
        try {
            header = file.header(name);
        } catch (IOException e) {
            throw in(nameless, e);
        }
        Optional<NumberType> type = header.type().filter(known -> known != NumberType.BOOL);
        NamedArray array = NamedArray.of(name, header.shape(), type.isPresent());
        if (type.isPresent()) {
            array.requireBytes(file.length(name) - header.bytes(), type.get());
        }
        return array;
    }

    @Override
    public List<NamedArray> arrays() {
        return List.copyOf(arrays);
    }

    @Override
    public float[] values(NamedArray array) throws IOException {
        try (NpyStream stream = file.read(array.name())) {
            float[] values = stream.values();
            NumberStream.requireFinite(values, array);
            return values;
        } catch (IOException e) {
            throw in(array, e);
        }
    }

    private static IOException in(NamedArray array, IOException cause) {
        boolean explained = cause.getMessage() != null && !(cause instanceof ZipException);
        String reason = explained ? cause.getMessage() : "it is damaged";
        return new IOException("'" + array.name() + "': " + reason, cause);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
