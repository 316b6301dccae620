package io.foldwise.plugin.text.group;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reports without their copies.
 *
 * @param reports each once, in the order in which they first appear
 * @param numbers of every report that was given, the place of its equal among {@code reports}
 */
record DistinctReports(List<int[]> reports, int[] numbers) {

    static DistinctReports of(List<int[]> reports) {
        Map<IntBuffer, Integer> numberByTokens = new HashMap<>(); // buffers are equal where their contents are
        List<int[]> distinct = new ArrayList<>();
        int[] numbers = new int[reports.size()];
        for (int row = 0; row < numbers.length; row++) {
            int[] tokens = reports.get(row);
            Integer known = numberByTokens.putIfAbsent(IntBuffer.wrap(tokens), distinct.size());
            numbers[row] = known == null ? distinct.size() : known;
            if (known == null) {
                distinct.add(tokens);
            }
        }
        return new DistinctReports(distinct, numbers);
    }

    /** What is said of each distinct report, said of every report that was given. */
    int[] spread(int[] values) {
        return Arrays.stream(numbers).map(number -> values[number]).toArray();
    }
}
