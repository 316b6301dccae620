package io.foldwise.engine.weights;

import java.util.ArrayList;
import java.util.List;

/** Which arrays fit which parameters. */
final class Shapes {

    private Shapes() {}

    /**
     * Whether an array's numbers are those of a parameter, in their order: the shapes are equal, but for axes of size 1 and
     * neighbouring axes of the array that are one in the parameter, such as {@code [3, 8, 5]} for {@code [24, 5]}.
     */
    static boolean fit(List<Long> array, List<Long> parameter) {
        List<Long> merged = new ArrayList<>();
        List<Long> wanted = withoutOnes(parameter);
        long product = 1;
        for (long size : withoutOnes(array)) {
            product *= size;
            boolean more = merged.size() < wanted.size();
            if (!more || product > wanted.get(merged.size())) {
                return false;
            }
            if (product == wanted.get(merged.size())) {
                merged.add(product);
                product = 1;
            }
        }
        return merged.equals(wanted);
    }

    private static List<Long> withoutOnes(List<Long> shape) {
        return shape.stream().filter(size -> size != 1).toList();
    }
}
