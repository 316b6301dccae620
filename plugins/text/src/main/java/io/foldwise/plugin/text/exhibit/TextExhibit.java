package io.foldwise.plugin.text.exhibit;

import com.google.inject.Inject;
import io.foldwise.plugin.text.tokens.NamedTokens;
import io.foldwise.plugin.text.tokens.TokenSequences;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.prediction.Exhibit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Shows the tokens that a text is read as, the first ones of a long one. */
@Description("Texts as the tokens that they are read as")
public final class TextExhibit implements Exhibit {

    private static final int MOST = 400;

    /** Nothing to choose. */
    public record Params() {}

    /** @param input which makes the data one of texts */
    @Inject
    public TextExhibit(Params params, InputShape.Sequence input) {}

    @Override
    public Shown show(Dataset data, int row, List<Answer> answers) {
        int[] tokens = TokenSequences.of(data, new int[] {row}).get(0);
        Stream<String> words = Arrays.stream(tokens).limit(MOST).mapToObj(token -> NamedTokens.name(data, token));
        Stream<String> rest = tokens.length > MOST ? Stream.of("\u2026") : Stream.empty();
        return new Shown(List.of(), Stream.concat(words, rest).toList());
    }
}
