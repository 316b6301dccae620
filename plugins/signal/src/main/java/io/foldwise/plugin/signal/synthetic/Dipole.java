package io.foldwise.plugin.signal.synthetic;

/**
 * The heart's electric dipole at a moment, in millivolts.
 *
 * @param left towards the left arm
 * @param down towards the feet
 * @param front towards the breastbone
 */
record Dipole(double left, double down, double front) {

    Dipole times(double factor) {
        return new Dipole(factor * left, factor * down, factor * front);
    }

    /** Turned in the frontal plane: a positive angle turns what points to the left arm towards the feet. */
    Dipole turned(double angle) {
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        return new Dipole(cos * left - sin * down, sin * left + cos * down, front);
    }

    double dot(Dipole other) {
        return left * other.left + down * other.down + front * other.front;
    }
}
