package io.foldwise.plugin.text.table;

import com.google.common.hash.Hashing;
import io.foldwise.plugin.text.tokenizer.Tokenizer;
import io.foldwise.spi.data.InputShape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The tokens of texts, no more of each than a length; a text without any is one unknown token. */
final class TokenizedTexts {

    private final Tokenizer.Fitted tokenizer;
    private final InputShape.Sequence input;
    private final int[][] kept;
    private final int[] cut;
    private final long[] hashes;

    TokenizedTexts(List<String> texts, Tokenizer.Fitted tokenizer, int length) {
        this.tokenizer = tokenizer;
        this.input = new InputShape.Sequence(tokenizer.size() + 1, length); // one for padding
        this.kept = new int[texts.size()][];
        this.cut = new int[texts.size()];
        this.hashes = new long[texts.size()];
        IntStream.range(0, kept.length).parallel().forEach(row -> {
            int[] tokens = tokenizer.encode(texts.get(row));
            kept[row] = tokens.length == 0
                    ? new int[] {Tokenizer.UNKNOWN}
                    : Arrays.copyOf(tokens, Math.min(tokens.length, length));
            cut[row] = Math.max(0, tokens.length - length);
            hashes[row] = Hashing.sha256()
                    .hashString(texts.get(row), StandardCharsets.UTF_8)
                    .asLong();
        });
    }

    InputShape.Sequence input() {
        return input;
    }

    /** A token as people read it. */
    String token(int id) {
        return id < tokenizer.size() ? tokenizer.token(id) : "(padding)";
    }

    int[] of(int row) {
        return kept[row];
    }

    int cut(int row) {
        return cut[row];
    }

    /** Of the whole text, with what is cut and what is unknown. */
    long hash(int row) {
        return hashes[row];
    }

    int unknown(int row) {
        return (int) Arrays.stream(kept[row])
                .filter(token -> token == Tokenizer.UNKNOWN)
                .count();
    }

    /** What was left out and what is unknown: for the log. */
    String told() {
        long tokens = Arrays.stream(kept).mapToLong(row -> row.length).sum();
        long unknown = IntStream.range(0, kept.length).mapToLong(this::unknown).sum();
        long shortened = Arrays.stream(cut).filter(left -> left > 0).count();
        return "%d texts, %d tokens of %d kinds: %d unknown (%.2f %%); %d texts cut at %d tokens, by %d tokens in all"
                .formatted(
                        kept.length,
                        tokens,
                        input.categories() - 1,
                        unknown,
                        100.0 * unknown / Math.max(1, tokens),
                        shortened,
                        input.maxLength(),
                        Arrays.stream(cut).asLongStream().sum());
    }
}
