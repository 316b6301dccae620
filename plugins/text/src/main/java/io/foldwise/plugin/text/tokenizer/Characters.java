package io.foldwise.plugin.text.tokenizer;

import com.google.inject.Inject;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.constraints.Positive;
import java.io.IOException;
import java.util.List;

/** Every character a token, blanks included: Unicode code points. Texts become several times as long as in words. */
@Description("Every character a token, blanks included")
public final class Characters implements Tokenizer {

    /** Which characters count. */
    public record Params(
            @Description("Characters that occur less often in training texts are unknown") @Default("2") @Positive
            int minCount) {}

    private final Params params;

    @Inject
    public Characters(Params params) {
        this.params = params;
    }

    @Override
    public Fitted fit(List<String> texts) {
        var counts = Vocabulary.count(texts.stream().flatMap(text -> Pieces.characters(text).stream()));
        return new FittedPieces(Vocabulary.of(counts, params.minCount(), Integer.MAX_VALUE), Characters::cut);
    }

    @Override
    public Fitted restore(List<String> lines) throws IOException {
        return new FittedPieces(Vocabulary.restore(lines), Characters::cut);
    }

    private static List<String> cut(String text) {
        return Pieces.blank(text) ? List.of() : Pieces.characters(text);
    }
}
