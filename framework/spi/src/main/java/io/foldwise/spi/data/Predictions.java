package io.foldwise.spi.data;

import java.util.List;

/**
 * Predictions for samples, in the samples' order. They may be read from a file when they are asked for; whoever needs one twice
 * keeps it.
 */
public final class Predictions {

    private final List<String> ids;
    private final Source source;

    /** Gives a head's prediction for a sample, by its place in the order. */
    @FunctionalInterface
    public interface Source {
        Tensor prediction(Head head, int sample);
    }

    /** @param ids the samples' ids */
    public Predictions(List<String> ids, Source source) {
        this.ids = List.copyOf(ids);
        this.source = source;
    }

    /** Predictions of a task of a single {@linkplain RowHead row}, {@code [samples][columns]}. */
    public Predictions(List<String> ids, float[][] rows) {
        this(ids, (head, sample) -> Tensor.row(rows[sample]));
        if (ids.size() != rows.length) {
            throw new IllegalArgumentException(ids.size() + " ids for " + rows.length + " rows");
        }
    }

    public List<String> ids() {
        return ids;
    }

    /** How many samples there are. */
    public int size() {
        return ids.size();
    }

    /** A head's prediction for a sample. */
    public Tensor of(Head head, int sample) {
        return source.prediction(head, sample);
    }

    /** All predictions of a row, {@code [samples][columns]}. */
    public float[][] rows(RowHead head) {
        float[][] rows = new float[size()][];
        for (int sample = 0; sample < rows.length; sample++) {
            rows[sample] = of(head, sample).values();
        }
        return rows;
    }
}
