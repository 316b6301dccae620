package io.foldwise.plugin.text.exhibit;

import com.google.inject.Inject;
import io.foldwise.plugin.text.explain.TokenOcclusion;
import io.foldwise.plugin.text.tokens.NamedTokens;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.prediction.Exhibit;
import io.foldwise.spi.prediction.Explanation;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
    public Shown show(Dataset data, Sample sample) {
        float[] tokens = sample.example().input().values();
        Stream<String> words = IntStream.range(0, Math.min(MOST, tokens.length))
                .mapToObj(place -> NamedTokens.name(data, (int) tokens[place]));
        Stream<String> rest = tokens.length > MOST ? Stream.of("\u2026") : Stream.empty();
        return new Shown(List.of(), Stream.concat(words, rest).toList());
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new TokenOcclusion(new TokenOcclusion.Params(1)));
    }
}
