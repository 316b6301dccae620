package io.foldwise.plugin.standard.split;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A way to divide rows into parts. */
interface Division {

    /**
     * Says which part each row goes to.
     *
     * @param rows row numbers of the dataset, ascending
     * @param weights the parts' relative sizes, such as 8, 1, 1
     * @return a part's number for each of {@code rows}, in their order
     */
    int[] assign(Dataset data, int[] rows, double[] weights, SplittableRandom random);

    /**
     * Divides rows.
     *
     * @return one ascending array of row numbers per part, none empty
     * @throws IncompatibleException if a part would be empty
     */
    default List<int[]> divide(Dataset data, int[] rows, double[] weights, SplittableRandom random) {
        int[] parts = assign(data, rows, weights, random);
        List<int[]> divided = IntStream.range(0, weights.length)
                .mapToObj(part -> IntStream.range(0, rows.length)
                        .filter(position -> parts[position] == part)
                        .map(position -> rows[position])
                        .toArray())
                .toList();
        for (int part = 0; part < weights.length; part++) {
            if (divided.get(part).length == 0) {
                throw new IncompatibleException(String.format(
                        "dividing %d samples in proportions %s leaves part %d empty: give more samples or larger shares",
                        rows.length, Arrays.toString(weights), part + 1));
            }
        }
        return divided;
    }
}
