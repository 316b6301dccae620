package io.foldwise.layers.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

final class SequenceLengthsTest {

    private static final INDArray MASK = Nd4j.createFromArray(new float[][] {{1, 1, 0}, {0, 0, 0}, {1, 1, 1}});

    @Test
    void readsAMaskAndGivesItBack() {
        SequenceLengths lengths = SequenceLengths.of(MASK);
        assertThat(new int[] {lengths.of(0), lengths.of(1), lengths.of(2)}).containsExactly(2, 0, 3);
        assertThat(lengths.total()).isEqualTo(5);
        assertThat(lengths.full()).isFalse();
        assertThat(lengths.mask(DataType.FLOAT)).isEqualTo(MASK.reshape(3, 3, 1));
        assertThat(lengths.column(DataType.FLOAT)).isEqualTo(Nd4j.createFromArray(new float[][] {{2}, {0}, {3}}));
    }

    @Test
    void readsMasksOfAnyTypeAndViews() {
        INDArray wide = Nd4j.createFromArray(new double[][] {{1, 0, 1, 1}, {1, 0, 1, 0}});
        INDArray view = wide.get(NDArrayIndex.all(), NDArrayIndex.interval(2, 4));
        SequenceLengths lengths = SequenceLengths.of(view);
        assertThat(new int[] {lengths.of(0), lengths.of(1)}).containsExactly(2, 1);
    }

    @Test
    void fullSequencesHaveNoPadding() {
        SequenceLengths lengths = SequenceLengths.full(2, 4);
        assertThat(lengths.full()).isTrue();
        assertThat(lengths.total()).isEqualTo(8);
    }

    @Test
    void refusesGapsAndOtherShapes() {
        INDArray gap = Nd4j.createFromArray(new float[][] {{1, 1, 1}, {1, 0, 1}});
        assertThatThrownBy(() -> SequenceLengths.of(gap))
                .hasMessage("the mask of sample 1 has a gap before step 2:"
                        + " padding must lie at the right end of a sequence");
        assertThatThrownBy(() -> SequenceLengths.of(MASK.reshape(3, 3, 1))).hasMessageContaining("[batch, time]");
    }
}
