package io.foldwise.engine.weights;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Another order of an array's axes, as in {@code numpy.transpose}: axis {@code i} of the result is axis {@code axes[i]} of
 * the array.
 *
 * @param axes each number from 0 once; none leaves an array as it is
 */
record Transposition(List<Integer> axes) {

    static final Transposition NONE = new Transposition(List.of());

    Transposition {
        axes = List.copyOf(axes);
        List<Integer> sorted = axes.stream().sorted().toList();
        if (!sorted.equals(IntStream.range(0, axes.size()).boxed().toList())) {
            throw new IllegalArgumentException(
                    "transpose " + axes + " must name every axis once, counted from 0: [1, 0] swaps two");
        }
    }

    boolean suits(List<Long> shape) {
        return axes.isEmpty() || axes.size() == shape.size();
    }

    /** The shape that an array of a suitable shape gets. */
    List<Long> shape(List<Long> shape) {
        return axes.isEmpty() ? shape : axes.stream().map(shape::get).toList();
    }

    /** An array's numbers, row by row, in the order that its new shape has. */
    float[] values(float[] values, List<Long> shape) {
        if (axes.isEmpty() || values.length == 0) {
            return values;
        }
        int rank = axes.size();
        int[] sizes = new int[rank];
        int[] steps = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            sizes[axis] = shape.get(axes.get(axis)).intValue();
            steps[axis] = (int) shape.subList(axes.get(axis) + 1, rank).stream()
                    .mapToLong(Long::longValue)
                    .reduce(1, (a, b) -> a * b);
        }
        float[] moved = new float[values.length];
        int[] index = new int[rank];
        int from = 0;
        for (int to = 0; to < moved.length; to++) {
            moved[to] = values[from];
            for (int axis = rank - 1; axis >= 0; axis--) {
                from += steps[axis];
                if (++index[axis] < sizes[axis]) {
                    break;
                }
                from -= steps[axis] * sizes[axis];
                index[axis] = 0;
            }
        }
        return moved;
    }
}
