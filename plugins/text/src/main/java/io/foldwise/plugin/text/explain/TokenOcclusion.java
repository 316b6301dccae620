package io.foldwise.plugin.text.explain;

import com.google.inject.Inject;
import io.foldwise.plugin.text.tokens.NamedTokens;
import io.foldwise.plugin.text.tokens.TokenSequences;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.prediction.Explanation;
import jakarta.validation.constraints.Positive;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Takes tokens out of a text, one after the other, or in runs of several: what follows moves up, so that the rest is a text as any
 * other. Where nothing would be left, there stands what fills up short texts.
 */
@Description("Tokens of a text: what becomes of the prediction without each of them")
public final class TokenOcclusion implements Explanation {

    /** What a part is. */
    public record Params(
            @Description(value = "How many neighbouring tokens are a part", unit = "tokens") @Default("1") @Positive
            int window) {}

    /** Each part is a text of its own that is predicted. */
    private static final int MOST_PARTS = 5000;

    private final Params params;

    @Inject
    public TokenOcclusion(Params params) {
        this.params = params;
    }

    @Override
    public Parts parts(Dataset data, int row) {
        if (!(data.input() instanceof InputShape.Sequence input)) {
            throw new IncompatibleException("tokens are parts of sequences; the data gives " + data.input());
        }
        int[] tokens = TokenSequences.of(data, new int[] {row}).get(0);
        if (tokens.length > (long) MOST_PARTS * params.window()) {
            throw new IncompatibleException("would have more than " + MOST_PARTS + " parts of sample '" + data.id(row)
                    + "', which has " + tokens.length + " tokens: take a larger window");
        }
        List<String> names = new ArrayList<>();
        List<int[]> without = new ArrayList<>();
        for (int from = 0; from < tokens.length; from += params.window()) {
            int start = from;
            int end = Math.min(start + params.window(), tokens.length);
            names.add(IntStream.range(start, end)
                    .mapToObj(place -> NamedTokens.name(data, tokens[place]))
                    .collect(Collectors.joining(" ")));
            int[] rest = IntStream.range(0, tokens.length)
                    .filter(place -> place < start || place >= end)
                    .map(place -> tokens[place])
                    .toArray();
            without.add(rest.length == 0 ? new int[] {input.categories() - 1} : rest);
        }
        return new Parts(names, new ShortenedTexts(without, input, data.task()));
    }
}
