package io.foldwise.plugin.volume.file;

import io.foldwise.plugin.volume.data.ToWorld;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The 348 bytes in front of a NIfTI-1 volume (nifti1.h). */
record NiftiHeader(ByteBuffer bytes) {

    static final int LENGTH = 348;

    private static final int DIM = 40;
    private static final int DATATYPE = 70;
    private static final int PIXDIM = 76;
    private static final int VOX_OFFSET = 108;
    private static final int SLOPE = 112;
    private static final int INTERCEPT = 116;
    private static final int UNITS = 123;
    private static final int QFORM_CODE = 252;
    private static final int SFORM_CODE = 254;
    private static final int QUATERNION = 256;
    private static final int QUATERNION_OFFSET = 268;
    private static final int AFFINE = 280;
    private static final int MAGIC = 344;
    private static final int ONE_FILE = 0x6e2b3100; // n+1
    private static final int MILLIMETRES = 2;
    private static final double ROUNDING = 0.01;

    static NiftiHeader of(byte[] begin) throws UnreadableVolumeException {
        ByteBuffer bytes = ByteBuffer.wrap(begin);
        if (begin.length < LENGTH || bytes.getInt(MAGIC) != ONE_FILE) {
            throw new UnreadableVolumeException("does not begin as a NIfTI-1 volume in one file");
        }
        bytes.order(bytes.getInt(0) == LENGTH ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        if (bytes.getInt(0) != LENGTH) {
            throw new UnreadableVolumeException("does not begin as a NIfTI-1 volume");
        }
        return new NiftiHeader(bytes);
    }

    Grid grid() throws UnreadableVolumeException {
        int dimensions = bytes.getShort(DIM);
        for (int i = 4; i <= Math.min(7, dimensions); i++) {
            if (bytes.getShort(DIM + 2 * i) != 1) {
                throw new UnreadableVolumeException("has " + dimensions + " dimensions; volumes have 3");
            }
        }
        if (dimensions < 3 || dimensions > 7) {
            throw new UnreadableVolumeException("has " + dimensions + " dimensions; volumes have 3");
        }
        int unit = bytes.get(UNITS) & 7;
        if (unit != MILLIMETRES && unit != 0) {
            throw new UnreadableVolumeException("is measured in "
                    + (unit == 1 ? "metres" : unit == 3 ? "micrometres" : "unit " + unit) + "; millimetres are read");
        }
        return Grid.of(size(3), size(2), size(1), toWorld());
    }

    private int size(int axis) {
        return bytes.getShort(DIM + 2 * axis);
    }

    /** In a file x points to the right and y to the front, here to the left and to the back. */
    private ToWorld toWorld() throws UnreadableVolumeException {
        double[] fileMap =
                bytes.getShort(SFORM_CODE) > 0 ? affine() : bytes.getShort(QFORM_CODE) > 0 ? rotation() : new double[0];
        if (fileMap.length == 0) {
            throw new UnreadableVolumeException("does not say where its voxels are: sform_code and qform_code are 0");
        }
        double[] map = new double[12];
        for (int world = 0; world < 3; world++) {
            int sign = world < 2 ? -1 : 1;
            for (int axis = 0; axis < 3; axis++) {
                map[4 * world + axis] = sign * fileMap[4 * world + 2 - axis];
            }
            map[4 * world + 3] = sign * fileMap[4 * world + 3];
        }
        return new ToWorld(map);
    }

    /** {@code [3, 4]}, from (column, row, slice, 1). */
    private double[] affine() {
        double[] map = new double[12];
        for (int i = 0; i < map.length; i++) {
            map[i] = bytes.getFloat(AFFINE + Float.BYTES * i);
        }
        return map;
    }

    private double[] rotation() throws UnreadableVolumeException {
        double b = bytes.getFloat(QUATERNION);
        double c = bytes.getFloat(QUATERNION + 4);
        double d = bytes.getFloat(QUATERNION + 8);
        double length = Math.sqrt(b * b + c * c + d * d);
        if (!(length <= 1 + ROUNDING)) {
            throw new UnreadableVolumeException("is turned by a quaternion of " + b + ", " + c + " and " + d
                    + ", which is longer than 1 and no rotation; write its qform anew, or give it an sform");
        }
        double over = Math.max(1, length); // rounding, as nifti1_io takes it
        b /= over;
        c /= over;
        d /= over;
        double a = Math.sqrt(Math.max(0, 1 - b * b - c * c - d * d));
        double[] turn = {
            a * a + b * b - c * c - d * d,
            2 * (b * c - a * d),
            2 * (b * d + a * c),
            2 * (b * c + a * d),
            a * a + c * c - b * b - d * d,
            2 * (c * d - a * b),
            2 * (b * d - a * c),
            2 * (c * d + a * b),
            a * a + d * d - b * b - c * c
        };
        double handedness = bytes.getFloat(PIXDIM) < 0 ? -1 : 1;
        double[] size = voxelSize();
        double[] map = new double[12];
        for (int world = 0; world < 3; world++) {
            for (int axis = 0; axis < 3; axis++) {
                map[4 * world + axis] = turn[3 * world + axis] * size[axis] * (axis == 2 ? handedness : 1);
            }
            map[4 * world + 3] = bytes.getFloat(QUATERNION_OFFSET + Float.BYTES * world);
        }
        return map;
    }

    /** Along columns, rows and slices. */
    private double[] voxelSize() throws UnreadableVolumeException {
        double[] size = new double[3];
        for (int axis = 0; axis < size.length; axis++) {
            size[axis] = bytes.getFloat(PIXDIM + Float.BYTES * (axis + 1));
        }
        Grid.requirePositive("pixdim", size);
        return size;
    }

    StoredVoxels voxels() throws UnreadableVolumeException {
        int code = bytes.getShort(DATATYPE);
        VoxelType type = switch (code) {
            case 2 -> VoxelType.UINT8;
            case 4 -> VoxelType.INT16;
            case 8 -> VoxelType.INT32;
            case 16 -> VoxelType.FLOAT32;
            case 64 -> VoxelType.FLOAT64;
            case 256 -> VoxelType.INT8;
            case 512 -> VoxelType.UINT16;
            case 768 -> VoxelType.UINT32;
            default -> throw new UnreadableVolumeException("has voxels of type " + code + ", which is not read");
        };
        double slope = bytes.getFloat(SLOPE);
        boolean scaled = slope != 0 && Double.isFinite(slope);
        return new StoredVoxels(type, bytes.order(), scaled ? slope : 1, scaled ? bytes.getFloat(INTERCEPT) : 0);
    }

    /** Where voxels begin. */
    long begin() throws UnreadableVolumeException {
        float begin = bytes.getFloat(VOX_OFFSET);
        if (!(begin >= LENGTH && begin < 1 << 24)) {
            throw new UnreadableVolumeException("says that its voxels begin at byte " + begin);
        }
        return (long) begin;
    }
}
