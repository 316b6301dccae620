package io.foldwise.plugin.volume.file;

import io.foldwise.plugin.volume.data.ToWorld;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The lines in front of a MetaImage's voxels, {@code key = value}; the last one says where these are.
 *
 * @param bytes how long it is
 */
record MetaHeader(Map<String, String> values, long bytes) {

    static final String DATA_FILE = "ElementDataFile";
    private static final int LONGEST_LINE = 1 << 12;
    private static final int MOST_LINES = 1 << 8;

    /** Reads up to the line that says where voxels are, and no byte further. */
    static MetaHeader read(InputStream in) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        long bytes = 0;
        for (int number = 1; number <= MOST_LINES; number++) {
            byte[] line = line(in, number);
            bytes += line.length + 1;
            String text = new String(line, StandardCharsets.ISO_8859_1).strip();
            int equals = text.indexOf('=');
            if (equals < 0) {
                throw new UnreadableVolumeException("is no MetaImage: line " + number + " is no 'key = value'");
            }
            String key = text.substring(0, equals).strip();
            if (values.put(key, text.substring(equals + 1).strip()) != null) {
                throw new UnreadableVolumeException("says " + key + " twice");
            }
            if (key.equals(DATA_FILE)) {
                return new MetaHeader(values, bytes);
            }
        }
        throw new UnreadableVolumeException("is no MetaImage: it does not say " + DATA_FILE);
    }

    private static byte[] line(InputStream in, int number) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 && (line.size() == 0 || number == 1)) {
                throw new UnreadableVolumeException("is no MetaImage: it does not say " + DATA_FILE);
            } else if (next < 0) {
                break;
            } else if (line.size() == LONGEST_LINE) {
                throw new UnreadableVolumeException("is no MetaImage: line " + number + " is too long");
            }
            line.write(next);
        }
        return line.toByteArray();
    }

    /** The value of one of several keys of the same meaning. */
    Optional<String> text(String... keys) {
        for (String key : keys) {
            if (values.containsKey(key)) {
                return Optional.of(values.get(key));
            }
        }
        return Optional.empty();
    }

    boolean yes(String... keys) {
        return text(keys)
                .map(text -> text.toLowerCase(Locale.ROOT).startsWith("t"))
                .orElse(false);
    }

    private double[] numbers(int count, double[] otherwise, String... keys) throws UnreadableVolumeException {
        Optional<String> text = text(keys);
        if (text.isEmpty()) {
            if (otherwise.length == 0) {
                throw new UnreadableVolumeException("does not say " + keys[0]);
            }
            return otherwise;
        }
        String[] parts = text.get().split("\\s+");
        double[] numbers = new double[parts.length];
        try {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Double.parseDouble(parts[i]);
            }
        } catch (NumberFormatException e) {
            numbers = new double[0];
        }
        if (numbers.length != count) {
            throw new UnreadableVolumeException(
                    "says " + keys[0] + " = '" + text.get() + "', which are not " + count + " numbers");
        }
        return numbers;
    }

    private double[] whole(int count, double[] otherwise, String key) throws UnreadableVolumeException {
        double[] numbers = numbers(count, otherwise, key);
        for (double number : numbers) {
            if (number != Math.rint(number) || Double.isInfinite(number)) { // nor NaN
                throw new UnreadableVolumeException(
                        "says " + key + " = '" + text(key).orElse("") + "', and whole numbers are read");
            }
        }
        return numbers;
    }

    /** A row of the matrix is where an axis points, the axis that changes fastest first. */
    Grid grid() throws UnreadableVolumeException {
        if (numbers(1, new double[] {3}, "NDims")[0] != 3) {
            throw new UnreadableVolumeException("has " + text("NDims").orElse("") + " dimensions; volumes have 3");
        }
        if (numbers(1, new double[] {1}, "ElementNumberOfChannels")[0] != 1) {
            throw new UnreadableVolumeException("has several numbers for each voxel; one is read");
        }
        double[] size = whole(3, new double[0], "DimSize");
        double[] spacing = numbers(3, new double[0], "ElementSpacing", "ElementSize");
        Grid.requirePositive(text("ElementSpacing").isPresent() ? "ElementSpacing" : "ElementSize", spacing);
        double[] origin = numbers(3, new double[0], "Offset", "Position", "Origin");
        double[] matrix =
                numbers(9, new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, "TransformMatrix", "Rotation", "Orientation");
        double[] map = new double[12];
        for (int world = 0; world < 3; world++) {
            for (int axis = 0; axis < 3; axis++) {
                map[4 * world + axis] = spacing[2 - axis] * matrix[3 * (2 - axis) + world];
            }
            map[4 * world + 3] = origin[world];
        }
        return Grid.of((long) size[2], (long) size[1], (long) size[0], new ToWorld(map));
    }

    StoredVoxels voxels() throws UnreadableVolumeException {
        if (text("BinaryData").isPresent() && !yes("BinaryData")) {
            throw new UnreadableVolumeException("has its voxels as text; binary ones are read");
        }
        String type = text("ElementType").orElse("");
        VoxelType voxel = switch (type) {
            case "MET_CHAR" -> VoxelType.INT8;
            case "MET_UCHAR" -> VoxelType.UINT8;
            case "MET_SHORT" -> VoxelType.INT16;
            case "MET_USHORT" -> VoxelType.UINT16;
            case "MET_INT" -> VoxelType.INT32;
            case "MET_UINT" -> VoxelType.UINT32;
            case "MET_FLOAT" -> VoxelType.FLOAT32;
            case "MET_DOUBLE" -> VoxelType.FLOAT64;
            default -> throw new UnreadableVolumeException("has voxels of type '" + type + "', which is not read");
        };
        boolean big = yes("BinaryDataByteOrderMSB", "ElementByteOrderMSB");
        return new StoredVoxels(voxel, big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, 1, 0);
    }

    boolean compressed() {
        return yes("CompressedData");
    }

    /** Bytes in front of the voxels of a file of their own; -1 where these are what it ends with. */
    long skipped() throws UnreadableVolumeException {
        double skipped = whole(1, new double[] {0}, "HeaderSize")[0];
        if (skipped < -1) {
            throw new UnreadableVolumeException(
                    "says HeaderSize = " + text("HeaderSize").orElse("")
                            + ", and it is a number of bytes, or -1 for voxels at the end of their file");
        }
        return (long) skipped;
    }
}
