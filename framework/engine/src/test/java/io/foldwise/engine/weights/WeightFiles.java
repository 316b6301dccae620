package io.foldwise.engine.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes files of weights, as their formats say, and as they do not. */
public final class WeightFiles {

    private WeightFiles() {}

    /** An array in single precision. */
    public record Array(float[] values, long... shape) {

        private byte[] bytes() {
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            return bytes.array();
        }
    }

    public static Path npz(Path file, Map<String, Array> arrays) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        arrays.forEach((name, array) -> entries.put(
                name + ".npy",
                npy(
                        "{'descr': '<f4', 'fortran_order': False, 'shape': " + tuple(array.shape()) + ", }",
                        array.bytes())));
        return zip(file, entries);
    }

    private static String tuple(long... shape) {
        return Arrays.stream(shape).mapToObj(size -> size + ",").collect(Collectors.joining(" ", "(", ")"));
    }

    static byte[] npy(String header, byte... numbers) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer npy = ByteBuffer.allocate(10 + text.length + numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        npy.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) text.length);
        return npy.put(text).put(numbers).array();
    }

    static Path zip(Path file, Map<String, byte[]> entries) {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path safetensors(Path file, Map<String, Array> arrays) {
        ByteArrayOutputStream numbers = new ByteArrayOutputStream();
        String header = arrays.entrySet().stream()
                .map(each -> {
                    int begin = numbers.size();
                    numbers.writeBytes(each.getValue().bytes());
                    return "\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                            .formatted(
                                    each.getKey(),
                                    Arrays.toString(each.getValue().shape()),
                                    begin,
                                    numbers.size());
                })
                .collect(Collectors.joining(",", "{", "}"));
        return safetensors(file, header, numbers.toByteArray());
    }

    static Path safetensors(Path file, String header, byte... numbers) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        return write(file, bytes.putLong(text.length).put(text).put(numbers).array());
    }

    static Path write(Path file, byte... bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
