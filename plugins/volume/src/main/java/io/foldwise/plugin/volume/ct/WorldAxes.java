package io.foldwise.plugin.volume.ct;

import io.foldwise.plugin.volume.data.ToWorld;

/** Which way the world's axes go that coordinates in tables are given in. */
public enum WorldAxes {
    /** x to the patient's left, y to the back, z to the head, as in DICOM, ITK and LUNA16. */
    LPS("x to the left and y to the back"),
    /** x to the patient's right, y to the front, z to the head, as in NIfTI and nibabel. */
    RAS("x to the right and y to the front");

    private final String directions;

    WorldAxes(String directions) {
        this.directions = directions;
    }

    String directions() {
        return directions;
    }

    /** A map into this world, from one into that of scans, which is LPS. */
    ToWorld of(ToWorld scan) {
        return this == LPS ? scan : scan.mirrored();
    }
}
