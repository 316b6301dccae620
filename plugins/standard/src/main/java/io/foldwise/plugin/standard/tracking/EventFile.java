package io.foldwise.plugin.standard.tracking;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.zip.CRC32C;
import org.tensorflow.framework.Summary;

/**
 * A file of events as TensorBoard reads it: records of TensorFlow's format, each its length, a checksum of that, a message {@code
 * Event} and a checksum of it; checksums are CRC-32C, turned by 15 bits and shifted. Of the message there are three fields: {@code
 * wall_time = 1}, {@code step = 2}, and {@code file_version = 3} or {@code summary = 5}.
 */
final class EventFile implements Closeable {

    private static final int CHECKSUM_SHIFT = 0xa282ead8;
    private static final int WALL_TIME = 1 << 3 | 1;
    private static final int STEP = 2 << 3;
    private static final int FILE_VERSION = 3 << 3 | 2;
    private static final int SUMMARY = 5 << 3 | 2;

    private final OutputStream out;

    /** @throws IOException if the file is there, or cannot be made */
    EventFile(Path file, double seconds) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
        write(seconds, 0, FILE_VERSION, "brain.Event:2".getBytes(StandardCharsets.US_ASCII));
    }

    /** Adds numbers, by their tags; those that are none are left out. What was added can be read at once. */
    void add(double seconds, int step, Map<String, Double> values) throws IOException {
        Summary.Builder summary = Summary.newBuilder();
        values.forEach((tag, value) -> {
            if (Double.isFinite(value)) {
                summary.addValue(Summary.Value.newBuilder().setTag(tag).setSimpleValue(value.floatValue()));
            }
        });
        write(seconds, step, SUMMARY, summary.build().toByteArray());
        out.flush();
    }

    private void write(double seconds, int step, int field, byte[] content) throws IOException {
        ByteBuffer event = little(1 + Double.BYTES + 3 * (1 + Long.BYTES + 2) + content.length);
        event.put((byte) WALL_TIME).putDouble(seconds);
        event.put((byte) STEP);
        number(event, step);
        event.put((byte) field);
        number(event, content.length);
        event.put(content).flip();
        byte[] length = little(Long.BYTES).putLong(event.limit()).array();
        out.write(length);
        out.write(checksum(length, length.length));
        out.write(event.array(), 0, event.limit());
        out.write(checksum(event.array(), event.limit()));
    }

    private static void number(ByteBuffer to, long value) {
        long left = value;
        while (left >= 0x80) {
            to.put((byte) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        to.put((byte) left);
    }

    private static byte[] checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        int value = (int) checksum.getValue();
        return little(Integer.BYTES)
                .putInt(Integer.rotateRight(value, 15) + CHECKSUM_SHIFT)
                .array();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
