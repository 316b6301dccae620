package io.foldwise.layers.transformer;

import io.foldwise.layers.kernel.DropoutRate;
import io.foldwise.layers.kernel.LayerContext;
import io.foldwise.layers.kernel.SequenceLengths;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Dropout as arrays of factors, by the numbers that {@link DropoutSite} gives to elements; ones where nothing is dropped. */
final class PortableMasks {

    private PortableMasks() {}

    /**
     * @param stride distance of the numbers of two rows' first elements
     * @return {@code [batch * time, columns]}, or one element if nothing is dropped
     */
    static INDArray rows(LayerContext context, DropoutRate dropout, DropoutSite site, int columns, int stride) {
        if (!context.training() || !dropout.active()) {
            return nothing(context).reshape(1, 1);
        }
        long key = site.key(context);
        double[] factors = ones(context.batch() * context.time() * columns);
        int row = 0;
        for (int sample = 0; sample < context.batch(); sample++) {
            for (int step = 0; step < context.lengths().of(sample); step++) {
                int place = (sample * context.time() + step) * columns;
                for (int column = 0; column < columns; column++) {
                    factors[place + column] = factor(dropout, key, row * stride + column);
                }
                row++;
            }
        }
        return array(context, factors).reshape(context.batch() * context.time(), columns);
    }

    /** @return {@code [batch * heads, query, key]}, or one element if nothing is dropped */
    static INDArray attention(LayerContext context, DropoutRate dropout, int heads) {
        if (!context.training() || !dropout.active()) {
            return nothing(context).reshape(1, 1, 1);
        }
        long dropoutKey = DropoutSite.ATTENTION_WEIGHTS.key(context);
        SequenceLengths lengths = context.lengths();
        int time = context.time();
        double[] factors = ones(context.batch() * heads * time * time);
        int element = 0;
        for (int sample = 0; sample < context.batch(); sample++) {
            for (int key = 0; key < lengths.of(sample); key++) {
                for (int head = 0; head < heads; head++) {
                    for (int query = 0; query < lengths.of(sample); query++) {
                        int place = ((sample * heads + head) * time + query) * time + key;
                        factors[place] = factor(dropout, dropoutKey, element++);
                    }
                }
            }
        }
        return array(context, factors).reshape(context.batch() * heads, time, time);
    }

    private static double factor(DropoutRate dropout, long key, int element) {
        return dropout.keeps(key, element) ? dropout.scale() : 0;
    }

    private static INDArray nothing(LayerContext context) {
        return array(context, ones(1));
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static INDArray array(LayerContext context, double... values) {
        return Nd4j.createFromArray(values).castTo(context.input().dataType());
    }
}
