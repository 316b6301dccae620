package io.foldwise.engine.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What somebody may have meant who mistyped a name. */
public final class NearestNames {

    private static final int MOST = 3;

    private NearestNames() {}

    /** The candidates that resemble a name, at most three, the nearest first. */
    public static List<String> to(String name, Collection<String> candidates) {
        return candidates.stream()
                .distinct()
                .filter(candidate -> !candidate.equals(name) && distance(name, candidate) <= tolerance(name, candidate))
                .sorted(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    private static int tolerance(String name, String candidate) {
        return Math.max(1, (Math.max(name.length(), candidate.length()) + 1) / 4);
    }

    /** Edits between two names; one that holds the other, such as {@code batch-size} and {@code batch}, is near. */
    private static int distance(String name, String candidate) {
        int shorter = Math.min(name.length(), candidate.length());
        boolean abbreviated = shorter >= 3 && (name.contains(candidate) || candidate.contains(name));
        int edits = edits(name.toLowerCase(Locale.ROOT), candidate);
        return abbreviated ? Math.min(edits, 2) : edits;
    }

    /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
    private static int edits(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[from.length()][to.length()];
    }
}
