package io.foldwise.toolkit.numpy;

import io.foldwise.toolkit.file.RegularFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A {@code .npy} whose slices along the first axis are read by number, so that it may be larger than memory. Several threads may
 * read at once. Messages of an {@link IOException} are one line and do not name the file.
 */
public final class NpyFile implements Closeable {

    private final FileChannel channel;
    private final NpyHeader header;
    private final NumberType type;

    private NpyFile(FileChannel channel) throws IOException {
        this.channel = channel;
        this.header = NpyHeader.read(Channels.newInputStream(channel));
        this.type = header.requireNumbers(channel.size());
    }

    /** @throws IOException if the file is no whole {@code .npy} of numbers */
    public static NpyFile open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(RegularFile.require(file));
        try {
            return new NpyFile(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    public NpyHeader header() {
        return header;
    }

    /** The type of the numbers. */
    public NumberType type() {
        return type;
    }

    /**
     * All numbers row by row, however they lie in the file.
     *
     * @throws IOException if they are more than an array of Java holds
     */
    public float[] values() throws IOException {
        InputStream whole = Channels.newInputStream(channel.position(0)); // the channel stays open
        return new NpyStream(whole, channel.size()).values();
    }

    /**
     * A slice of a stack of them, row by row: of an array {@code [samples, height, width]} the {@code [height, width]} of a sample.
     *
     * @param number from 0
     * @throws IOException if the array has no such slice, or does not hold it in one piece (numpy's Fortran order)
     */
    public float[] slice(long number) throws IOException {
        if (header.shape().isEmpty() || number < 0 || number >= header.shape().get(0)) {
            throw new IOException("it has no slice " + number + ": its shape is " + header.shape());
        }
        if (header.columnMajor() && header.shape().size() > 1) {
            throw new IOException("it lies in Fortran order: write it with numpy.ascontiguousarray");
        }
        int cells = Math.toIntExact(header.cells() / header.shape().get(0));
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(cells, type.bytes())).order(header.order());
        long position = header.bytes() + number * bytes.capacity();
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("it is cut short");
            }
        }
        bytes.flip();
        float[] values = new float[cells];
        for (int i = 0; i < cells; i++) {
            values[i] = type.read(bytes);
        }
        return values;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
