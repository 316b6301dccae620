package io.foldwise.plugin.signal.data;

import io.foldwise.spi.data.Reader;

/** A reader of signals. */
public interface SignalReader extends Reader {

    /** What samples hold in place of the signals' own unit. */
    Normalise normalise();
}
