package io.foldwise.plugin.volume.data;

/**
 * A nodule, or something like one.
 *
 * @param z centre along the depth in voxels of the prepared volume, the first voxel's middle being 0; {@code y} and {@code x} alike
 * @param diameter in voxels, which are millimetres
 * @param counts whether it is to be found; otherwise it counts neither way
 */
public record Finding(double z, double y, double x, double diameter, boolean counts) {

    /** Numbers of a box. */
    static final int NUMBERS = 5;

    /** What a head for nodules takes for the truth. */
    float[] box() {
        return new float[] {counts ? 1 : 0, (float) z, (float) y, (float) x, (float) diameter};
    }
}
