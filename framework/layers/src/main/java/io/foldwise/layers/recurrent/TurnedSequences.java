package io.foldwise.layers.recurrent;

import io.foldwise.layers.kernel.SequenceLengths;
import io.foldwise.layers.portable.TimeAxis;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Sequences from their ends to their beginnings. */
final class TurnedSequences {

    private TurnedSequences() {}

    /** The sequences as a direction reads them, or back again: turned round within their own lengths, or unchanged. */
    static INDArray of(INDArray sequences, SequenceLengths lengths, boolean backward) {
        if (!backward) {
            return sequences;
        }
        int[] places = new int[lengths.batch() * lengths.time()];
        for (int sample = 0; sample < lengths.batch(); sample++) {
            int first = sample * lengths.time();
            for (int step = 0; step < lengths.time(); step++) {
                int length = lengths.of(sample);
                places[first + step] = first + (step < length ? length - 1 - step : step);
            }
        }
        return Nd4j.pullRows(TimeAxis.rows(sequences.dup('c')), 1, places).reshape('c', sequences.shape());
    }
}
