package io.foldwise.plugin.image.dicom;

import java.util.Optional;

/**
 * Which values of grey images become black and white; what is beyond stays black and white.
 *
 * @param range in the unit that a file says its values stand for, such as Hounsfield units; empty leaves it to the file
 * @param own whether a file's own window is taken where it has one
 */
public record DicomWindow(Optional<Range> range, boolean own) {

    /** All values that a file could hold. */
    public static final DicomWindow ALL = new DicomWindow(Optional.empty(), false);

    /** From black to white. */
    public record Range(double black, double white) {}
}
