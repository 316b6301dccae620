package io.foldwise.layers.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.layers.cpu.PackedRows;
import io.foldwise.layers.kernel.SequenceLengths;
import io.foldwise.layers.recurrent.StepRows.Block;
import org.junit.jupiter.api.Test;

final class StepRowsTest {

    @Test
    void blocksHoldAsManyStepsAsFit() {
        assertThat(rows(300, 3).blocks())
                .containsExactly(new Block(0, 1, 0, 300), new Block(1, 2, 300, 300), new Block(2, 3, 600, 300));
        assertThat(rows(256, 5).blocks())
                .containsExactly(new Block(0, 2, 0, 512), new Block(2, 4, 512, 512), new Block(4, 5, 1024, 256));
        assertThat(rows(2000, 2).blocks()).containsExactly(new Block(0, 1, 0, 2000), new Block(1, 2, 2000, 2000));
        assertThat(rows(4, 7).blocks()).containsExactly(new Block(0, 7, 0, 28));
    }

    private static StepRows rows(int sequences, int steps) {
        return new StepRows(new PackedRows(SequenceLengths.full(sequences, steps)));
    }
}
