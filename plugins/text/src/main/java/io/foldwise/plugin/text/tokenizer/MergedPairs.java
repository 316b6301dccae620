package io.foldwise.plugin.text.tokenizer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Characters, and the pairs of tokens that became tokens, in the order in which they did. As lines: a line for each character,
 * then {@code left right} for each pair.
 */
final class MergedPairs {

    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final List<String> tokens = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final Map<Long, Integer> ranks = new HashMap<>();
    private final List<Integer> merged = new ArrayList<>();

    MergedPairs(Vocabulary characters) {
        tokens.add(characters.token(Tokenizer.UNKNOWN));
        characters.tokens().forEach(this::id);
        lines.addAll(characters.tokens());
    }

    static MergedPairs restore(List<String> lines) throws IOException {
        List<String> characters =
                lines.stream().takeWhile(line -> line.indexOf(' ') < 0).toList();
        MergedPairs pairs = new MergedPairs(Vocabulary.restore(characters));
        for (String line : lines.subList(characters.size(), lines.size())) {
            String[] pair = line.split(" ", -1);
            if (pair.length != 2 || !pairs.ids.containsKey(pair[0]) || !pairs.ids.containsKey(pair[1])) {
                throw new IOException("it holds a pair of what is no token");
            }
            pairs.merge(pairs.ids.get(pair[0]), pairs.ids.get(pair[1]));
        }
        return pairs;
    }

    /** Two neighbours as a number. */
    static long pair(int left, int right) {
        return (long) left << 32 | right;
    }

    private int id(String token) {
        return ids.computeIfAbsent(token, added -> {
            tokens.add(added);
            return tokens.size() - 1;
        });
    }

    /** How many tokens there are, what is unknown not counted. */
    int tokens() {
        return ids.size();
    }

    String token(int id) {
        return tokens.get(id);
    }

    /** The token that two tokens make, which other two may make as well. */
    int merge(int left, int right) {
        int token = id(token(left) + token(right));
        if (ranks.putIfAbsent(pair(left, right), merged.size()) == null) {
            merged.add(token);
            lines.add(token(left) + " " + token(right));
        }
        return token;
    }

    /** A word's characters. */
    int[] characters(String word) {
        return word.codePoints()
                .map(point -> ids.getOrDefault(Character.toString(point), Tokenizer.UNKNOWN))
                .toArray();
    }

    /**
     * Replaces a pair wherever it stands, from left to right.
     *
     * @return the same array where it stands nowhere
     */
    static int[] replace(int[] symbols, int left, int right, int token) {
        int[] replaced = symbols.clone();
        int length = 0;
        for (int i = 0; i < symbols.length; i++) {
            boolean found = i + 1 < symbols.length && symbols[i] == left && symbols[i + 1] == right;
            replaced[length++] = found ? token : symbols[i];
            i += found ? 1 : 0;
        }
        return length == symbols.length ? symbols : Arrays.copyOf(replaced, length);
    }

    /** A word's tokens: pairs are merged in the order in which they were learned. */
    int[] encode(String word) {
        int[] symbols = characters(word);
        while (true) {
            int earliest = Integer.MAX_VALUE;
            int at = 0;
            for (int i = 0; i + 1 < symbols.length; i++) {
                int rank = ranks.getOrDefault(pair(symbols[i], symbols[i + 1]), Integer.MAX_VALUE);
                if (rank < earliest) {
                    earliest = rank;
                    at = i;
                }
            }
            if (earliest == Integer.MAX_VALUE) {
                return symbols;
            }
            symbols = replace(symbols, symbols[at], symbols[at + 1], merged.get(earliest));
        }
    }

    Tokenizer.Fitted fitted() {
        return new FittedPairs(this, Collections.unmodifiableList(lines));
    }
}
