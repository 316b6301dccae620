package io.foldwise.plugin.volume.prepare;

import io.foldwise.plugin.volume.file.UnreadableVolumeException;

/** Whether values are Hounsfield units, of which air has -1000 and water 0. */
final class Units {

    private static final float AIR = -200;

    private float least = Float.POSITIVE_INFINITY;
    private float most = Float.NEGATIVE_INFINITY;

    void see(float[] values) {
        for (float value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
    }

    /** @throws UnreadableVolumeException if there is no air */
    void require() throws UnreadableVolumeException {
        if (least > AIR) {
            throw new UnreadableVolumeException("has values from " + least + " to " + most
                    + ", none of them that of air: are these Hounsfield units?"
                    + (least >= 0 && most > 1000 ? " 1024 may have to be taken from them" : ""));
        }
    }
}
