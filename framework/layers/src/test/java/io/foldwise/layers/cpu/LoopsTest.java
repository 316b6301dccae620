package io.foldwise.layers.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LoopsTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 5", "8, 3", "16, 16", "21, 2", "2, 19"})
    void turnsColumnsIntoRowsAndBack(int height, int width) {
        float[] matrix = new float[height * width + 2];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = i + 1;
        }
        float[][] rows = new float[2 * width + 1][height];
        Loops.columnsToRows(matrix, 1, height, width, rows, 1, 2);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                assertThat(rows[1 + 2 * column][row]).isEqualTo(matrix[1 + row * width + column]);
                assertThat(rows[2 * column][row]).as("a row between").isZero();
            }
        }
        float[] back = new float[matrix.length];
        back[0] = 1;
        back[matrix.length - 1] = matrix.length;
        Loops.rowsToColumns(rows, 1, 2, back, 1, height, width);
        assertThat(back).containsExactly(matrix);
    }
}
