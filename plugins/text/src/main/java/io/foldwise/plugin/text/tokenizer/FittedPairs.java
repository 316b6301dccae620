package io.foldwise.plugin.text.tokenizer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Cuts words into learned pairs, and remembers how: the same words come again and again. */
final class FittedPairs implements Tokenizer.Fitted {

    private static final int MOST_REMEMBERED = 1 << 16;

    private final MergedPairs pairs;
    private final List<String> lines;
    private final Map<String, int[]> remembered = new ConcurrentHashMap<>();

    FittedPairs(MergedPairs pairs, List<String> lines) {
        this.pairs = pairs;
        this.lines = lines;
    }

    @Override
    public int size() {
        return pairs.tokens() + 1;
    }

    @Override
    public int[] encode(String text) {
        return Pieces.marked(text).stream()
                .flatMapToInt(word -> IntStream.of(tokens(word)))
                .toArray();
    }

    private int[] tokens(String word) {
        int[] known = remembered.get(word);
        if (known != null) {
            return known;
        }
        int[] tokens = pairs.encode(word);
        if (remembered.size() < MOST_REMEMBERED) {
            remembered.put(word, tokens);
        }
        return tokens;
    }

    @Override
    public String token(int id) {
        return pairs.token(id);
    }

    @Override
    public List<String> lines() {
        return lines;
    }
}
