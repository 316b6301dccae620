package io.foldwise.plugin.signal.data;

import io.foldwise.spi.data.InputShape;
import java.util.OptionalLong;

/** The signals of a dataset, all of one shape. Safe for use by several threads. */
public interface Signals {

    InputShape.Signal shape();

    /**
     * A signal, {@code [time, channels]}, in the unit of its source: millivolts of an electrocardiogram. Not to be written into.
     *
     * @throws io.foldwise.spi.data.DataException if it cannot be read
     */
    float[] get(int row);

    /** What can be said of a signal's leads, as they were read. */
    default LeadQuality quality(int row) {
        return LeadQuality.of(get(row), shape().channels());
    }

    /** See {@link io.foldwise.spi.data.Dataset#contentHash}. */
    default OptionalLong contentHash(int row) {
        return OptionalLong.empty();
    }
}
