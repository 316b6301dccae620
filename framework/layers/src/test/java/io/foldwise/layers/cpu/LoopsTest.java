package io.foldwise.layers.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LoopsTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 5", "8, 3", "16, 16", "21, 2", "2, 19"})
    void transposesMatricesOfAnySize(int rows, int columns) {
        float[] matrix = new float[rows * columns];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = i + 1;
        }
        float[] turned = new float[matrix.length + 1];
        Loops.transpose(matrix, rows, columns, turned);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                assertThat(turned[column * rows + row]).isEqualTo(matrix[row * columns + column]);
            }
        }
        assertThat(turned[matrix.length]).as("what is behind the matrix").isZero();
        float[] back = new float[matrix.length];
        Loops.transpose(Arrays.copyOf(turned, matrix.length), columns, rows, back);
        assertThat(back).containsExactly(matrix);
    }
}
