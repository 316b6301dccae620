package io.foldwise.spi.data;

/** A head that answers with a row of numbers, {@code [columns]}: the same ones for every sample. */
public interface RowHead extends Head {

    /** The number of columns of logits, targets and predictions. */
    default int width() {
        return columns().size();
    }

    @Override
    default long[] logits() {
        return new long[] {width()};
    }

    @Override
    default Storage storage() {
        return Storage.TABLE;
    }
}
