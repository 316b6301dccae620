package io.foldwise.layers.portable;

import io.foldwise.layers.cpu.LayerNormRows;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Layer normalization of the rows of a matrix, by ND4J; {@link LayerNormRows} says by what formula.
 *
 * @param values the rows with mean 0 and variance 1
 * @param scales {@code [rows, 1]}, what the centred rows were multiplied with
 */
public record NormalizedRows(INDArray values, INDArray scales) {

    /** @param rows {@code [rows, width]} */
    public static NormalizedRows of(INDArray rows) {
        INDArray centred = rows.sub(rows.mean(true, 1));
        INDArray variance = centred.mul(centred).mean(true, 1);
        INDArray scales =
                Transforms.sqrt(variance.addi(LayerNormRows.EPSILON), false).rdivi(1);
        return new NormalizedRows(centred.muli(scales), scales);
    }

    /** @param gain {@code [width]}, like the shift */
    public INDArray with(INDArray gain, INDArray shift) {
        return values.mul(gain.reshape(1, gain.length())).addi(shift.reshape(1, shift.length()));
    }

    /** The gradient of the rows from the gradient of {@link #with}. */
    public INDArray backward(INDArray gradient, INDArray gain) {
        INDArray inner = gradient.mul(gain.reshape(1, gain.length()));
        INDArray slope = inner.mul(values).mean(true, 1);
        return inner.sub(inner.mean(true, 1)).subi(values.mul(slope)).muli(scales);
    }

    /** The gradient of the gain from the gradient of {@link #with}. */
    public INDArray gainGradient(INDArray gradient) {
        return gradient.mul(values).sum(0);
    }

    /** The gradient of the shift from the gradient of {@link #with}. */
    public INDArray shiftGradient(INDArray gradient) {
        return gradient.sum(0);
    }
}
