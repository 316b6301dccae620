package io.foldwise.engine.finished;

import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Storage;

/** What stands for a head of which no more is known than its predictions: they are averaged cell by cell. */
enum UnknownHead implements Head {
    UNKNOWN;

    @Override
    public long[] logits() {
        return new long[0];
    }

    @Override
    public Storage storage() {
        return Storage.TABLE;
    }
}
