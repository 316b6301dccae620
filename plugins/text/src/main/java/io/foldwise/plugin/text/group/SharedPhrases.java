package io.foldwise.plugin.text.group;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups of reports that share a long phrase which few reports share. Phrases that many share are how doctors write, not
 * who was written about; chaining reports by them ends in one giant group. A report shorter than a phrase counts as one.
 */
final class SharedPhrases {

    private SharedPhrases() {}

    /**
     * The group of each report, numbered as they first appear.
     *
     * @param reports no two of them equal: copies would make what they say common language
     * @param length the number of tokens of a phrase
     * @param sharers phrases that more reports share do not count
     */
    static int[] of(List<int[]> reports, int length, int sharers) {
        int[] parents = new int[reports.size()];
        for (int row = 0; row < parents.length; row++) {
            parents[row] = row;
        }
        for (List<Integer> rows : rowsByPhrase(reports, length).values()) {
            if (rows.size() <= sharers) {
                rows.forEach(row -> join(parents, rows.get(0), row));
            }
        }
        return numbered(parents);
    }

    /** The reports that hold each phrase, each named once. */
    private static Map<IntBuffer, List<Integer>> rowsByPhrase(List<int[]> reports, int length) {
        Map<IntBuffer, List<Integer>> rowsByPhrase = new HashMap<>();
        for (int row = 0; row < reports.size(); row++) {
            int[] tokens = reports.get(row);
            int size = Math.min(length, tokens.length);
            for (int start = 0; start + size <= tokens.length; start++) {
                // Buffers are equal where their contents are.
                List<Integer> rows =
                        rowsByPhrase.computeIfAbsent(IntBuffer.wrap(tokens, start, size), phrase -> new ArrayList<>(2));
                if (rows.isEmpty() || rows.get(rows.size() - 1) != row) {
                    rows.add(row);
                }
            }
        }
        return rowsByPhrase;
    }

    /** Makes the smaller row the root, so that the outcome does not depend on the order of joins. */
    private static void join(int[] parents, int a, int b) {
        int rootA = root(parents, a);
        int rootB = root(parents, b);
        parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    }

    private static int root(int[] parents, int row) {
        int at = row;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    private static int[] numbered(int[] parents) {
        int[] groups = new int[parents.length];
        int next = 0;
        for (int row = 0; row < parents.length; row++) {
            int root = root(parents, row);
            groups[row] = root == row ? next++ : groups[root];
        }
        return groups;
    }
}
