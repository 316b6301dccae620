package io.foldwise.plugin.signal.data;

import java.nio.file.Path;

/** Signals as files hold them. Safe for use by several threads. */
public interface Recordings {

    /**
     * What a file holds.
     *
     * @param values {@code [time, channels]}
     * @param rate steps in a second
     */
    record Recording(float[] values, double rate) {}

    /** @throws io.foldwise.spi.data.DataException if it cannot be read */
    Recording get(int row);

    /** Where it lies. */
    Path file(int row);
}
