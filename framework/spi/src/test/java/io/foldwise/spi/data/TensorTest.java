package io.foldwise.spi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class TensorTest {

    @Test
    void numbersMustFillTheShape() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tensor(new float[5], 2, 3))
                .withMessage("5 numbers do not fill [2, 3]");
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.row(1, 2).with(new float[] {1}));
    }

    @Test
    void anEmptyShapeHoldsASingleNumber() {
        assertThat(new Tensor(new float[] {7}).shape()).isEmpty();
        assertThat(Tensor.cells()).isEqualTo(1);
    }

    @Test
    void aShapeWithoutCellsHoldsNothing() {
        assertThat(Tensor.cells(3, 0, 2)).isZero();
        assertThat(Tensor.row().shape()).containsExactly(0);
    }

    @Test
    void shapesBeyondAllArraysAreNoneOfFewCells() {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Tensor.cells(65536, 65536));
    }

    @Test
    void othersNumbersComeInTheSameShape() {
        Tensor image = new Tensor(new float[] {1, 2, 3, 4}, 2, 2);

        assertThat(image.with(new float[] {5, 6, 7, 8})).isEqualTo(new Tensor(new float[] {5, 6, 7, 8}, 2, 2));
    }

    @Test
    void equalsToTheLastBitAndInTheSameShapeOnly() {
        assertThat(Tensor.row(1, Float.NaN))
                .isEqualTo(Tensor.row(1, Float.NaN))
                .hasSameHashCodeAs(Tensor.row(1, Float.NaN));
        assertThat(Tensor.row(0f)).isNotEqualTo(Tensor.row(-0f));
        assertThat(Tensor.row(1, 2)).isNotEqualTo(new Tensor(new float[] {1, 2}, 2, 1));
    }
}
