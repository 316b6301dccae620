package io.foldwise.contracts;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape.Sequence;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Appends steps to a batch that are masked, and full of values that would disturb whoever looked at them. */
final class Padding {

    private static final Seed SEED = new Seed(4711);

    private Padding() {}

    /** How many more steps a batch may have. */
    static long room(Sequence input, Features features) {
        return input.maxLength() - features.values().size(1);
    }

    /** The batch with more steps, the old and the new padding filled with random values. */
    static Features padded(Sequence input, Features features, long steps) {
        INDArray values = features.values();
        INDArray ones = Nd4j.ones(DataType.FLOAT, values.size(0), values.size(1));
        INDArray mask = append(features.mask().orElse(ones).castTo(DataType.FLOAT), steps);
        INDArray longer = append(values, steps);
        SplittableRandom random = SEED.random();
        INDArray flat = longer.reshape(longer.length()); // [batch * time]
        INDArray present = mask.reshape(mask.length());
        for (long step = 0; step < mask.length(); step++) {
            if (present.getDouble(step) == 0) {
                flat.putScalar(step, random.nextInt(input.categories()));
            }
        }
        return Features.masked(longer, mask);
    }

    /** {@code [batch, time]} with zeros appended along time, as a fresh array. */
    private static INDArray append(INDArray array, long steps) {
        long[] shape = array.shape().clone();
        shape[1] = steps;
        return Nd4j.concat(1, array, Nd4j.zeros(array.dataType(), shape)).dup('c');
    }
}
