package io.foldwise.plugin.standard.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.spi.tracking.TrackedRun;
import io.foldwise.spi.tracking.Tracker.Following;
import io.foldwise.spi.tracking.Tracker.Point;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.framework.Summary;

/** Event files, read by a reader of records that shares nothing with the writer. */
final class TensorBoardTest {

    @TempDir
    private Path folder;

    /** One event, as its bytes tell. */
    private record Event(double wallTime, long step, String version, Summary summary) {}

    @Test
    void writesWhatAnIndependentReaderReads() throws IOException {
        try (Following following = tracker().follow(run(1_800_000_000.5))) {
            following.add(new Point("fold-0", 1, 1_800_000_001, Map.of("loss", 0.5)));
            following.add(
                    new Point("fold-0", 300, 1_800_000_002.25, Map.of("loss", 0.25, "validation/auc", Double.NaN)));
            following.add(new Point("", 0, 1_800_000_003, Map.of("mean/auc", 0.9)));
            assertThat(read("fold-0")).as("before the end").hasSize(3);
            following.end(true);
        }
        List<Event> events = read("fold-0");
        assertThat(events.get(0).version()).isEqualTo("brain.Event:2");
        assertThat(events.get(1).wallTime()).isEqualTo(1_800_000_001.0);
        assertThat(events.get(2).step()).isEqualTo(300);
        assertThat(events.get(2).wallTime()).isEqualTo(1_800_000_002.25);
        assertThat(events.get(2).summary().getValueList()).hasSize(1);
        assertThat(events.get(2).summary().getValue(0).getTag()).isEqualTo("loss");
        assertThat(events.get(2).summary().getValue(0).getSimpleValue()).isEqualTo(0.25f);
        assertThat(read("").get(1).summary().getValue(0).getSimpleValue()).isCloseTo(0.9f, within(1e-6f));

        try (Following again = tracker().follow(run(1_800_000_000.5))) {
            again.add(new Point("fold-0", 2, 1_800_000_004, Map.of("loss", 0.1)));
        }
        assertThat(files("fold-0")).as("a run that is gone on with").hasSize(2);
    }

    private TensorBoard tracker() {
        return new TensorBoard(new TensorBoard.Params(Optional.of(folder)));
    }

    private TrackedRun run(double seconds) {
        return new TrackedRun("chest", "20270115-080000", folder.resolve("unused"), seconds, Map.of());
    }

    private List<Path> files(String series) throws IOException {
        try (Stream<Path> files =
                Files.list(folder.resolve("chest").resolve("20270115-080000").resolve(series))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private List<Event> read(String series) throws IOException {
        Path file = files(series).get(0);
        assertThat(file.getFileName().toString()).startsWith("events.out.tfevents.1800000000.");
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            int start = bytes.position();
            long length = bytes.getLong();
            assertThat(bytes.getInt()).as("checksum of the length").isEqualTo(masked(bytes, start, 8));
            int begin = bytes.position();
            byte[] message = new byte[(int) length];
            bytes.get(message);
            assertThat(bytes.getInt()).as("checksum of the event").isEqualTo(masked(bytes, begin, message.length));
            events.add(event(message));
        }
        return events;
    }

    /** CRC-32C bit by bit, by the polynomial of Castagnoli; then as TensorFlow masks it. */
    private static int masked(ByteBuffer bytes, int start, int length) {
        int crc = -1;
        for (int at = start; at < start + length; at++) {
            crc ^= bytes.get(at) & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 1 ? crc >>> 1 ^ 0x82f63b78 : crc >>> 1;
            }
        }
        int checksum = ~crc;
        return (checksum >>> 15 | checksum << 17) + 0xa282ead8;
    }

    private static Event event(byte[] message) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        double time = Double.NaN;
        long step = -1;
        String version = "";
        Summary summary = Summary.getDefaultInstance();
        while (bytes.hasRemaining()) {
            long key = number(bytes);
            switch ((int) key) {
                case 9 -> time = bytes.getDouble();
                case 16 -> step = number(bytes);
                case 26 -> version = new String(content(bytes), StandardCharsets.US_ASCII);
                case 42 -> summary = Summary.parseFrom(content(bytes));
                default -> throw new AssertionError("field " + key + " in " + Arrays.toString(message));
            }
        }
        return new Event(time, step, version, summary);
    }

    private static byte[] content(ByteBuffer bytes) {
        byte[] content = new byte[(int) number(bytes)];
        bytes.get(content);
        return content;
    }

    private static long number(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte part = bytes.get();
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
    }
}
