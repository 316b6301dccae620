package io.foldwise.plugin.standard.hook;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Moves arrays towards others in place, and makes no new ones for it. */
final class Blend {

    private Blend() {}

    /**
     * {@code array = (1 - share) array + share other}.
     *
     * @param array as long as the other one, and both whole and row by row in memory
     */
    static void towards(INDArray array, INDArray other, double share) {
        array.muli(1 - share);
        Nd4j.getBlasWrapper().level1().axpy(array.length(), share, other, array);
    }
}
