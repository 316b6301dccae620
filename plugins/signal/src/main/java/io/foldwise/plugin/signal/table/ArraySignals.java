package io.foldwise.plugin.signal.table;

import io.foldwise.plugin.signal.data.Extent;
import io.foldwise.plugin.signal.data.Recordings;
import io.foldwise.toolkit.numpy.ArraySlices;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Records of an array.
 *
 * @param leads which of its leads, in which order
 */
record ArraySignals(ArraySlices array, Axes axes, int[] leads, double rate) implements Recordings {

    /** @throws io.foldwise.spi.data.DataException if it is no array of signals */
    static void require(ArraySlices array, Axes axes, List<Integer> leads) {
        List<Long> shape = array.shape();
        if (shape.size() != 3
                || shape.stream().anyMatch(size -> size < 1)
                || shape.get(1) * shape.get(2) > Integer.MAX_VALUE) {
            throw array.wrong("is of the shape " + shape + ", not [records, "
                    + (axes == Axes.TIME_LEADS ? "time, leads]" : "leads, time]"));
        }
        if (leads.isEmpty() && leads(array, axes) > extent(array, axes, 1).steps()) {
            throw array.wrong("is of the shape " + shape + ", which is "
                    + extent(array, axes, 1).steps()
                    + " steps of " + leads(array, axes) + " leads; is it the other way round? Give axes = "
                    + (axes == Axes.TIME_LEADS ? "leads-time" : "time-leads") + ", or name the leads by channels");
        }
        leads.stream().filter(lead -> lead >= leads(array, axes)).findFirst().ifPresent(lead -> {
            throw array.wrong("has no lead " + lead + "; it has " + leads(array, axes) + ", which count from 0");
        });
    }

    /** How many leads the array has. */
    static int leads(ArraySlices array, Axes axes) {
        return Math.toIntExact(array.shape().get(axes == Axes.TIME_LEADS ? 2 : 1));
    }

    /** Those that are asked for, or all. */
    static int[] wanted(ArraySlices array, Axes axes, List<Integer> leads) {
        return leads.isEmpty()
                ? IntStream.range(0, leads(array, axes)).toArray()
                : leads.stream().mapToInt(Integer::intValue).toArray();
    }

    static Extent extent(ArraySlices array, Axes axes, double rate) {
        return new Extent(array.shape().get(axes == Axes.TIME_LEADS ? 1 : 2), rate);
    }

    @Override
    public Recording get(int row) {
        float[] slice = array.slice(row);
        int all = leads(array, axes);
        int steps = slice.length / all;
        float[] values = new float[steps * leads.length];
        for (int step = 0; step < steps; step++) {
            for (int lead = 0; lead < leads.length; lead++) {
                float value = slice[axes == Axes.TIME_LEADS ? step * all + leads[lead] : leads[lead] * steps + step];
                if (!Float.isFinite(value)) {
                    throw array.wrong(
                            "holds " + value + " in record " + row + " at step " + step + " of lead " + leads[lead]);
                }
                values[step * leads.length + lead] = value;
            }
        }
        return new Recording(values, rate);
    }

    @Override
    public Path file(int row) {
        return array.place().file();
    }
}
