package io.foldwise.plugin.image.augmentation;

/**
 * An affine map of places {@code (down, right)}, seen from the centre of an image.
 *
 * @param rowDown how far a step down leads down, and so on
 * @param down the shift
 */
record Affine(double rowDown, double rowRight, double down, double columnDown, double columnRight, double right) {

    static final Affine IDENTITY = new Affine(1, 0, 0, 0, 1, 0);

    double row(double placeDown, double placeRight) {
        return rowDown * placeDown + rowRight * placeRight + down;
    }

    double column(double placeDown, double placeRight) {
        return columnDown * placeDown + columnRight * placeRight + right;
    }

    /** Where an image's places come from that is turned by an angle, scaled, and shifted then. */
    static Affine similarity(double degrees, double scale, double shiftDown, double shiftRight) {
        double angle = Math.toRadians(degrees);
        double cosine = StrictMath.cos(angle) / scale;
        double sine = StrictMath.sin(angle) / scale;
        return new Affine(
                cosine,
                sine,
                -(cosine * shiftDown + sine * shiftRight),
                -sine,
                cosine,
                -(cosine * shiftRight - sine * shiftDown));
    }
}
