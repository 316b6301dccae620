package io.foldwise.plugin.text.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** How often tokens are neighbours within the words of some texts, kept up to date while pairs become tokens. */
final class PairCounts {

    private final MergedPairs pairs;
    private final int minCount;
    private final List<int[]> words = new ArrayList<>();
    private final List<Integer> wordCounts = new ArrayList<>();
    private final Map<Long, Long> counts = new HashMap<>();
    private final Map<Long, Set<Integer>> wordsWith = new HashMap<>();
    private final PriorityQueue<Candidate> candidates;

    /** A pair that was once so frequent; whether it still is, {@link #counts} tells. */
    private record Candidate(long count, int left, int right) {}

    PairCounts(Map<String, Integer> frequencies, MergedPairs pairs, int minCount) {
        this.pairs = pairs;
        this.minCount = Math.max(2, minCount);
        this.candidates = new PriorityQueue<>(Comparator.comparingLong((Candidate candidate) -> -candidate.count())
                .thenComparing(candidate -> pairs.token(candidate.left()))
                .thenComparing(candidate -> pairs.token(candidate.right())));
        frequencies.forEach((word, count) -> {
            words.add(pairs.characters(word));
            wordCounts.add(count);
        });
        for (int word = 0; word < words.size(); word++) {
            add(word, 1);
        }
    }

    /** Merges the most frequent pair, again and again; of equally frequent ones the first by their characters. */
    void mergeUntil(int tokens) {
        while (pairs.tokens() < tokens && !candidates.isEmpty()) {
            Candidate next = candidates.remove();
            long pair = MergedPairs.pair(next.left(), next.right());
            if (counts.get(pair) == next.count()) {
                merge(next.left(), next.right(), pair);
            }
        }
    }

    private void merge(int left, int right, long pair) {
        int token = pairs.merge(left, right);
        for (int word : List.copyOf(wordsWith.get(pair))) {
            int[] merged = MergedPairs.replace(words.get(word), left, right, token);
            if (merged != words.get(word)) {
                add(word, -1);
                words.set(word, merged);
                add(word, 1);
            }
        }
    }

    private void add(int word, int sign) {
        int[] symbols = words.get(word);
        for (int i = 0; i + 1 < symbols.length; i++) {
            if (symbols[i] != Tokenizer.UNKNOWN && symbols[i + 1] != Tokenizer.UNKNOWN) {
                long pair = MergedPairs.pair(symbols[i], symbols[i + 1]);
                long count = counts.merge(pair, (long) sign * wordCounts.get(word), Long::sum);
                if (sign > 0) {
                    wordsWith.computeIfAbsent(pair, none -> new HashSet<>()).add(word);
                }
                if (count >= minCount) {
                    candidates.add(new Candidate(count, symbols[i], symbols[i + 1]));
                }
            }
        }
    }
}
