package io.foldwise.plugin.text.tokenizer;

import com.google.inject.Inject;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.io.IOException;
import java.util.List;

/** Words, numbers and marks of punctuation; of scripts without blanks between words, characters. See {@link Pieces#words}. */
@Description("Words, numbers and marks of punctuation (characters where a script has no blanks between words)")
public final class Words implements Tokenizer {

    /** Which words count. */
    public record Params(
            @Description("Words that occur less often in training texts are unknown") @Default("2") @Positive
            int minCount,

            @Description("How many words are learned at most, the most frequent ones")
            @Default("30000")
            @Positive
            @Max(1_000_000)
            int most) {}

    private final Params params;

    @Inject
    public Words(Params params) {
        this.params = params;
    }

    @Override
    public Fitted fit(List<String> texts) {
        var counts = Vocabulary.count(texts.stream().flatMap(text -> Pieces.words(text).stream()));
        return new FittedPieces(Vocabulary.of(counts, params.minCount(), params.most()), Pieces::words);
    }

    @Override
    public Fitted restore(List<String> lines) throws IOException {
        return new FittedPieces(Vocabulary.restore(lines), Pieces::words);
    }
}
