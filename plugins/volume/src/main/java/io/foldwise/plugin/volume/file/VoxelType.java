package io.foldwise.plugin.volume.file;

import java.nio.ByteBuffer;

/** How a voxel is stored. */
enum VoxelType {
    INT8(1),
    UINT8(1),
    INT16(2),
    UINT16(2),
    INT32(4),
    UINT32(4),
    FLOAT32(4),
    FLOAT64(8);

    private final int bytes;

    VoxelType(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    /** The next voxel. */
    double next(ByteBuffer from) {
        return switch (this) {
            case INT8 -> from.get();
            case UINT8 -> from.get() & 0xff;
            case INT16 -> from.getShort();
            case UINT16 -> from.getShort() & 0xffff;
            case INT32 -> from.getInt();
            case UINT32 -> from.getInt() & 0xffffffffL;
            case FLOAT32 -> from.getFloat();
            case FLOAT64 -> from.getDouble();
        };
    }
}
