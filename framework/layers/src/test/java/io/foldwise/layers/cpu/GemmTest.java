package io.foldwise.layers.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foldwise.layers.LayerAssert;
import io.foldwise.layers.onednn.OneDnn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

final class GemmTest {

    private final INDArray a = Nd4j.rand(4, 3);
    private final INDArray b = Nd4j.rand(3, 5);

    @ParameterizedTest
    @EnumSource(ProductLibrary.class)
    void multipliesWhatNd4jMultiplies(ProductLibrary library) {
        requireNatives(library);
        INDArray c = Nd4j.zeros(4, 5);
        Gemm.multiply(library, 1, matrix(a), matrix(b), 0, matrix(c));
        LayerAssert.assertClose(c, a.mmul(b), 1e-6);
        Gemm.multiply(library, 1, matrix(a), matrix(b), 1, matrix(c));
        LayerAssert.assertClose(c, a.mmul(b).mul(2), 1e-6);
        Gemm.multiply(library, 0.5f, matrix(a), matrix(b), -1, matrix(c));
        LayerAssert.assertClose(c, a.mmul(b).mul(-1.5), 1e-6);
    }

    @ParameterizedTest
    @EnumSource(ProductLibrary.class)
    void readsTransposesRowsAndColumns(ProductLibrary library) {
        requireNatives(library);
        INDArray c = Nd4j.zeros(3, 3);
        Gemm.multiply(library, 1, matrix(a).transpose(), matrix(a), 0, matrix(c));
        LayerAssert.assertClose(c, a.transpose().mmul(a), 1e-6);

        INDArray part = Nd4j.zeros(2, 2);
        Gemm.multiply(library, 1, matrix(a).rows(1, 2), matrix(b).columns(2, 2), 0, matrix(part));
        INDArray expected = a.mmul(b).get(NDArrayIndex.interval(1, 3), NDArrayIndex.interval(2, 4));
        LayerAssert.assertClose(part, expected, 1e-6);
    }

    @ParameterizedTest
    @EnumSource(ProductLibrary.class)
    void whatIsOverwrittenIsNotRead(ProductLibrary library) {
        requireNatives(library);
        INDArray c = Nd4j.valueArrayOf(new long[] {4, 5}, Float.NaN);
        Gemm.multiply(library, 1, matrix(a), matrix(b), 0, matrix(c));
        LayerAssert.assertClose(c, a.mmul(b), 1e-6);
    }

    private static void requireNatives(ProductLibrary library) {
        assumeTrue(library == ProductLibrary.OPENBLAS || OneDnn.available());
    }

    @Test
    void refusesShapesThatDoNotFit() {
        assertThatThrownBy(() -> Gemm.multiply(matrix(a), matrix(a), matrix(b)))
                .hasMessage("[4, 3] x [4, 3] does not give [3, 5]");
    }

    @Test
    void workingOnAViewChangesOnlyTheView() {
        INDArray flat = Nd4j.zeros(20);
        INDArray view = flat.get(NDArrayIndex.interval(6, 12)).reshape('c', 2, 3);
        FloatMemory.of(view).write(0, new float[] {1, 2, 3, 4, 5, 6}, 0, 6);
        FloatMemory.of(view).zero(1, 2);
        assertThat(flat.toFloatVector()).containsExactly(0, 0, 0, 0, 0, 0, 1, 0, 0, 4, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void spansNeighboursAndNothingElse() {
        INDArray flat = Nd4j.arange(12).castTo(org.nd4j.linalg.api.buffer.DataType.FLOAT);
        INDArray first = flat.get(NDArrayIndex.interval(0, 6)).reshape('c', 2, 3);
        INDArray second = flat.get(NDArrayIndex.interval(6, 9));
        assertThat(FloatMemory.spanning(first, second).size()).isEqualTo(9);
        assertThatThrownBy(() -> FloatMemory.spanning(second, first)).hasMessageContaining("not adjacent");
        assertThatThrownBy(() -> FloatMemory.of(a.transpose())).hasMessageContaining("contiguous FLOAT array");
    }

    private static Matrix matrix(INDArray array) {
        return Matrix.of(FloatMemory.of(array), (int) array.size(0), (int) array.size(1));
    }
}
