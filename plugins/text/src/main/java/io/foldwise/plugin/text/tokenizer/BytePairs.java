package io.foldwise.plugin.text.tokenizer;

import com.google.inject.Inject;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Byte-pair encoding (Gage 1994; Sennrich, Haddow and Birch 2016, "Neural Machine Translation of Rare Words with Subword Units"):
 * words begin as characters, and the pair of neighbours that is most frequent in the training texts becomes one token, until
 * there are as many as were asked for. Frequent words are one token then, rare ones several, and nothing but a rare character is
 * unknown. No token reaches from one word into the next; {@value Pieces#BEGIN} shows where a word begins.
 */
@Description("Byte-pair encoding learned of the training texts: parts of words (Sennrich et al. 2016)")
public final class BytePairs implements Tokenizer {

    /** How many tokens. */
    public record Params(
            @Description("How many tokens are learned at most, single characters included")
            @Default("4000")
            @Positive
            @Max(1_000_000)
            int size,

            @Description("Characters that occur less often in training texts are unknown; rarer pairs stay apart")
            @Default("2")
            @Positive
            int minCount) {}

    private final Params params;

    @Inject
    public BytePairs(Params params) {
        this.params = params;
    }

    @Override
    public Fitted fit(List<String> texts) {
        Map<String, Integer> words = Vocabulary.count(texts.stream().flatMap(text -> Pieces.marked(text).stream()));
        Map<String, Integer> characters = Vocabulary.count(texts.stream()
                .flatMap(text -> Pieces.marked(text).stream())
                .flatMap(word -> Pieces.characters(word).stream()));
        MergedPairs pairs = new MergedPairs(Vocabulary.of(characters, params.minCount(), params.size()));
        new PairCounts(words, pairs, params.minCount()).mergeUntil(params.size());
        return pairs.fitted();
    }

    @Override
    public Fitted restore(List<String> lines) throws IOException {
        return MergedPairs.restore(lines).fitted();
    }
}
