package io.foldwise.layers.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.layers.kernel.SequenceLengths;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

final class RowsTest {

    private final Random random = new Random(3);

    @Test
    void packingLeavesPaddingOutAndWritingBackZeroesIt() {
        SequenceLengths lengths = SequenceLengths.of(Nd4j.createFromArray(new float[][] {{1, 0, 0}, {1, 1, 0}}));
        INDArray batch = Nd4j.createFromArray(new float[] {1, 2, 9, 9, 9, 9, 3, 4, 5, 6, 9, 9})
                .reshape(2, 3, 2);
        PackedRows rows = new PackedRows(lengths, 1);
        float[] packed = new float[rows.rows() * 2];
        rows.read(FloatMemory.of(batch), 2, packed);
        assertThat(packed).containsExactly(0, 0, 1, 2, 0, 0, 3, 4, 5, 6, 0, 0);

        float[] withOnes = new float[9];
        new PackedRows(lengths).readWithOnes(FloatMemory.of(batch), 2, withOnes);
        assertThat(withOnes).containsExactly(1, 2, 1, 3, 4, 1, 5, 6, 1);

        rows.write(packed, 2, FloatMemory.of(batch));
        assertThat(batch.reshape(12).toFloatVector()).containsExactly(1, 2, 0, 0, 0, 0, 3, 4, 5, 6, 0, 0);
    }

    @Test
    void findsEqualRowsInTheOrderOfTheirFirstOccurrence() {
        DistinctRows distinct = new DistinctRows();
        for (int rows : new int[] {3, 2000, 40}) {
            int width = 11;
            float[] words = new float[90 * width];
            for (int i = 0; i < words.length; i++) {
                words[i] = random.nextInt(2); // many words differ in a few elements only
            }
            float[] values = new float[rows * width];
            for (int row = 0; row < rows; row++) {
                System.arraycopy(words, random.nextInt(90) * width, values, row * width, width);
            }

            distinct.find(values, rows, width);

            float[] different = new float[distinct.count() * width];
            distinct.copy(values, width, different);
            int seen = 0;
            for (int row = 0; row < rows; row++) {
                int number = distinct.number(row);
                assertThat(number).isLessThanOrEqualTo(seen);
                seen = Math.max(seen, number + 1);
                assertThat(Arrays.copyOfRange(different, number * width, (number + 1) * width))
                        .containsExactly(Arrays.copyOfRange(values, row * width, (row + 1) * width));
            }
            assertThat(distinct.count()).isEqualTo(seen);
            long all = IntStream.range(0, seen)
                    .mapToObj(number ->
                            Arrays.toString(Arrays.copyOfRange(different, number * width, (number + 1) * width)))
                    .distinct()
                    .count();
            assertThat(all).as("no row twice").isEqualTo(seen);
        }
    }

    @Test
    void findsTheEarliestMaximumOfEveryColumn() {
        for (int count = 1; count < 40; count++) {
            int width = 5;
            float[][] rows = new float[count + 2][width];
            for (float[] row : rows) {
                for (int column = 0; column < width; column++) {
                    row[column] = random.nextInt(6);
                }
            }
            float[] maximum = new float[width + 1];
            int[] holders = new int[width + 2];
            new RowMaximum(width).find(rows, 2, count, maximum, 1, holders, 2);
            for (int column = 0; column < width; column++) {
                int best = 2;
                for (int row = 3; row < 2 + count; row++) {
                    best = rows[row][column] > rows[best][column] ? row : best;
                }
                assertThat(holders[column + 2]).isEqualTo(best);
                assertThat(maximum[column + 1]).isEqualTo(rows[best][column]);
            }
            float[] alone = new float[width + 1];
            new RowMaximum(width).find(rows, 2, count, alone, 1);
            assertThat(alone).containsExactly(maximum);
        }
    }

    @Test
    void sumsUpAnyNumberOfScaledRows() {
        float[][] rows = new HeapRows(7).atLeast(50);
        for (float[] row : rows) {
            for (int i = 0; i < 7; i++) {
                row[i] = random.nextFloat();
            }
        }
        ScaledSum sum = new ScaledSum();
        for (int terms = 0; terms < 40; terms++) {
            float[] expected = {1, 1, 1, 1, 1, 1, 1, 1, 1};
            float[] actual = expected.clone();
            for (int term = 0; term < terms; term++) {
                float factor = random.nextFloat();
                float[] row = rows[random.nextInt(50)];
                sum.add(factor, row);
                for (int i = 0; i < 7; i++) {
                    expected[i] += factor * row[i];
                }
            }
            sum.addTo(actual, 7);
            assertThat(actual).containsExactly(expected, within(1e-5f));
        }
    }

    @Test
    void growsRowsWithoutLosingThem() {
        HeapRows rows = new HeapRows(3);
        float[] first = rows.atLeast(1)[0];
        float[][] more = rows.atLeast(1000);
        assertThat(List.of(more)).hasSizeGreaterThanOrEqualTo(1000).allMatch(row -> row.length == 3);
        assertThat(more[0]).isSameAs(first);
        assertThat(rows.atLeast(10)).isSameAs(more);
    }

    @Test
    void softmaxSumsToOneAndItsDerivativeToZero() {
        float[] weights = {9, 1f, 2f, -3f, 9};
        Softmax.forward(weights, 1, 3);
        double total = Math.exp(1) + Math.exp(2) + Math.exp(-3);
        assertThat(weights[1]).isCloseTo((float) (Math.exp(1) / total), within(1e-6f));
        assertThat(weights[3]).isCloseTo((float) (Math.exp(-3) / total), within(1e-6f));
        float[] gradient = {0.3f, -0.5f, 2f};
        Softmax.backward(weights, 1, gradient, 0, 3);
        assertThat(gradient[0] + gradient[1] + gradient[2]).isCloseTo(0, within(1e-6f));
        assertThat(weights[0]).isEqualTo(9);
        assertThat(weights[4]).isEqualTo(9);
    }
}
