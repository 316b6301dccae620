package io.foldwise.plugin.volume.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.DeflaterOutputStream;

/**
 * A small scan whose density follows from where a voxel is in the world, written as MetaImage.
 *
 * @param size columns, rows and slices, the order in which the format has them
 * @param matrix row by row where the axes point: columns, rows, slices
 */
public record TinyScan(int[] size, double[] spacing, double[] origin, double[] matrix, Density density) {

    public static final double[] UPRIGHT = {1, 0, 0, 0, 1, 0, 0, 0, 1};

    /** What is at a place in the world. */
    public interface Density {
        double at(double x, double y, double z);
    }

    /** Interpolation between voxels of a plane is exact. */
    public static final Density PLANE = (x, y, z) -> -500 + 9 * x - 7 * y + 5 * z;

    public static TinyScan of(int columns, int rows, int slices) {
        return new TinyScan(
                new int[] {columns, rows, slices}, new double[] {1, 1, 1}, new double[] {0, 0, 0}, UPRIGHT, PLANE);
    }

    public TinyScan with(Density other) {
        return new TinyScan(size, spacing, origin, matrix, other);
    }

    public TinyScan spaced(double... other) {
        return new TinyScan(size, other, origin, matrix, density);
    }

    public TinyScan at(double... other) {
        return new TinyScan(size, spacing, other, matrix, density);
    }

    public TinyScan turned(double... other) {
        return new TinyScan(size, spacing, origin, other, density);
    }

    /** Little-endian short numbers. */
    public byte[] voxels() {
        ByteBuffer bytes = ByteBuffer.allocate(2 * size[0] * size[1] * size[2]).order(ByteOrder.LITTLE_ENDIAN);
        for (int slice = 0; slice < size[2]; slice++) {
            for (int row = 0; row < size[1]; row++) {
                for (int column = 0; column < size[0]; column++) {
                    double[] world = world(column, row, slice);
                    bytes.putShort((short) Math.round(density.at(world[0], world[1], world[2])));
                }
            }
        }
        return bytes.array();
    }

    public double[] world(double column, double row, double slice) {
        double[] steps = {column * spacing[0], row * spacing[1], slice * spacing[2]};
        double[] world = origin.clone();
        for (int axis = 0; axis < 3; axis++) {
            for (int i = 0; i < 3; i++) {
                world[i] += steps[axis] * matrix[3 * axis + i];
            }
        }
        return world;
    }

    public String header(String dataFile, boolean compressed) {
        StringBuilder turns = new StringBuilder();
        for (double number : matrix) {
            turns.append(number).append(' ');
        }
        return String.format(
                Locale.ROOT,
                "ObjectType = Image%nNDims = 3%nBinaryData = True%nBinaryDataByteOrderMSB = False%n"
                        + "CompressedData = %s%nTransformMatrix = %s%nOffset = %s %s %s%nElementSpacing = %s %s %s%n"
                        + "DimSize = %d %d %d%nElementType = MET_SHORT%nElementDataFile = %s%n",
                compressed ? "True" : "False",
                turns.toString().strip(),
                origin[0],
                origin[1],
                origin[2],
                spacing[0],
                spacing[1],
                spacing[2],
                size[0],
                size[1],
                size[2],
                dataFile);
    }

    /** Writes {@code .mha}, or {@code .mhd} with a file beside it. */
    public Path write(Path file) throws IOException {
        String name = file.getFileName().toString();
        Files.createDirectories(file.getParent());
        if (name.endsWith(".mha")) {
            try (OutputStream out = Files.newOutputStream(file)) {
                out.write(header("LOCAL", false).getBytes());
                out.write(voxels());
            }
            return file;
        }
        String data = name.replace(".mhd", ".zraw");
        Files.writeString(file, header(data, true));
        Files.write(file.resolveSibling(data), deflated(voxels()));
        return file;
    }

    public static byte[] deflated(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
