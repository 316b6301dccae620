package io.foldwise.spi.data;

/**
 * Where something is in a volume, and how large, for whoever draws it.
 *
 * @param z of the centre, in voxels along the depth; {@code y} and {@code x} along height and width
 * @param diameter in voxels
 * @param counts whether it is to be found
 */
public record Ball(double z, double y, double x, double diameter, boolean counts) {

    /** The radius of what a slice of the volume cuts out of it; 0 or less if it cuts nothing. */
    public double radiusAt(int slice) {
        double square = diameter * diameter / 4 - (slice - z) * (slice - z);
        return square <= 0 ? 0 : Math.sqrt(square);
    }
}
