package io.foldwise.plugin.signal.data;

import io.foldwise.spi.data.InputShape;
import java.nio.file.Path;
import java.util.Optional;
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

    /** How many of its steps were recorded; the others, behind them, are zeros that were added. */
    default int recorded(int row) {
        return shape().length();
    }

    /** Where it was read; empty if it was read nowhere. */
    default Optional<Path> file(int row) {
        return Optional.empty();
    }

    /** What can be said of a signal's leads, as they were read. */
    default LeadQuality quality(int row) {
        return LeadQuality.of(get(row), shape().channels());
    }

    /** See {@link io.foldwise.spi.data.Dataset#contentHash}. */
    default OptionalLong contentHash(int row) {
        return OptionalLong.empty();
    }
}
