package io.foldwise.layers.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.layers.Batch;
import io.foldwise.layers.cpu.PackedRows;
import io.foldwise.layers.kernel.SequenceLengths;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;

/** More steps than go through their products together. */
final class ManySteps {

    /** Gradients of 120 sequences are summed, and their rounding with them. */
    static final double TOLERANCE = 3e-5;

    private ManySteps() {}

    static Batch batch() {
        int[] lengths = IntStream.range(0, 120).map(sample -> 1 + sample % 14).toArray();
        assertThat(new StepRows(new PackedRows(SequenceLengths.of(lengths, 14))).blocks())
                .hasSizeGreaterThan(1);
        return Batch.padded(DataType.FLOAT, 14, lengths);
    }
}
