package io.foldwise.layers.portable;

import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Choices along the time axis as arrays of ones and zeros, so that gather and scatter become products. */
public final class TimeAxis {

    private static final double BEYOND_ANY_VALUE = 1e30;

    private TimeAxis() {}

    /**
     * One at the step that is asked for, zero elsewhere.
     *
     * @param step {@code [batch, 1, channels]} or {@code [batch, 1, 1]}; a negative step is nowhere
     * @return {@code [batch, time, channels]} or {@code [batch, time, 1]}
     */
    public static INDArray oneAt(INDArray step, int time) {
        DataType type = step.dataType();
        INDArray steps = Nd4j.arange(time).castTo(type).reshape(1, time, 1);
        return steps.sub(step).eq(0).castTo(type); // eq alone does not broadcast arrays that are equally long
    }

    /**
     * One at the earliest maximum among the steps that count, zero elsewhere; zero throughout where no step counts.
     *
     * @param values {@code [batch, time, channels]}
     * @param counts {@code [batch, time, 1]} of ones and zeros, the ones first
     * @return {@code [batch, time, channels]}
     */
    public static INDArray oneAtMaximum(INDArray values, INDArray counts) {
        INDArray best = Nd4j.argMax(hide(values, counts), 1).castTo(values.dataType());
        INDArray step = best.reshape(values.size(0), 1, values.size(2));
        return oneAt(step, (int) values.size(1)).muli(counts);
    }

    /** The values where {@code counts} is one, and something smaller than any of them where it is zero. */
    public static INDArray hide(INDArray values, INDArray counts) {
        return values.mul(counts).addi(counts.sub(1).muli(BEYOND_ANY_VALUE));
    }

    /** Sequences {@code [batch, time, channels]}, or vectors, as rows {@code [batch * time, channels]}. */
    public static INDArray rows(INDArray sequences) {
        long channels = sequences.size(sequences.rank() - 1);
        return sequences.reshape('c', sequences.length() / channels, channels);
    }

    /** One for the rows that are real steps, zero for padding: {@code [batch * time, 1]}. */
    public static INDArray realRows(LayerContext context) {
        INDArray mask = context.lengths().mask(context.input().dataType());
        return mask.reshape(mask.length(), 1);
    }
}
