package io.foldwise.layers.kernel;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Tells arrays whose elements lie one after another, row by row, from permuted and strided views. Goes by the strides
 * alone: ND4J calls an array of one element 'f' ordered even after {@code dup('c')}.
 */
public final class RowMajor {

    private RowMajor() {}

    /** The array itself if it is of the type and lies row by row, or else a copy that does. */
    static INDArray of(INDArray array, DataType type) {
        INDArray typed = array.castTo(type);
        return holds(typed) ? typed : typed.dup('c');
    }

    public static boolean holds(INDArray array) {
        long expected = 1;
        for (int dimension = array.rank() - 1; dimension >= 0; dimension--) {
            if (array.size(dimension) != 1 && array.stride(dimension) != expected) {
                return false;
            }
            expected *= array.size(dimension);
        }
        return true;
    }
}
