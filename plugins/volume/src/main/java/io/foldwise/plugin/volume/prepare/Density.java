package io.foldwise.plugin.volume.prepare;

/**
 * Hounsfield units of voxels of a millimetre.
 *
 * @param values {@code [depth, height, width]}
 */
record Density(int depth, int height, int width, short[] values) {

    Density {
        if (values.length != depth * height * width) {
            throw new IllegalArgumentException(
                    values.length + " densities for " + depth + " x " + height + " x " + width);
        }
    }

    short at(int z, int y, int x) {
        return values[(z * height + y) * width + x];
    }
}
