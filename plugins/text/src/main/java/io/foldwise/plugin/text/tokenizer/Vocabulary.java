package io.foldwise.plugin.text.tokenizer;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Tokens and their numbers, from 1 on; 0 stands for all others. */
final class Vocabulary {

    private static final String UNKNOWN = "(unknown)";

    private final List<String> tokens;
    private final Map<String, Integer> ids = new HashMap<>();

    /** @param tokens different from each other */
    Vocabulary(Collection<String> tokens) {
        this.tokens = List.copyOf(tokens);
        this.tokens.forEach(token -> ids.put(token, ids.size() + 1));
    }

    /** How often each piece occurs. */
    static Map<String, Integer> count(Stream<String> pieces) {
        Map<String, Integer> counts = new HashMap<>();
        pieces.forEach(piece -> counts.merge(piece, 1, Integer::sum));
        return counts;
    }

    /** The pieces that occur so often at least; the most frequent first, equally frequent ones by their characters. */
    static Vocabulary of(Map<String, Integer> counts, int minCount, int most) {
        return new Vocabulary(counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= minCount)
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList());
    }

    /** @throws IOException if lines are no tokens, each another one */
    static Vocabulary restore(List<String> lines) throws IOException {
        Vocabulary vocabulary = new Vocabulary(lines);
        if (vocabulary.ids.size() < lines.size() || lines.contains("")) {
            throw new IOException("it holds an empty token, or one twice");
        }
        return vocabulary;
    }

    int size() {
        return tokens.size() + 1;
    }

    int id(String token) {
        return ids.getOrDefault(token, Tokenizer.UNKNOWN);
    }

    int[] ids(List<String> pieces) {
        return pieces.stream().mapToInt(this::id).toArray();
    }

    String token(int id) {
        return id == Tokenizer.UNKNOWN ? UNKNOWN : tokens.get(id - 1);
    }

    List<String> tokens() {
        return tokens;
    }
}
