package io.foldwise.plugin.text.ngram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NGramsTest {

    @Test
    void everyRunOfTokensIsNamedOnce() {
        assertThat(texts(new int[] {5, 7, 5, 7}, 2)).containsExactlyInAnyOrder("5", "7", "5 7", "7 5");
        assertThat(texts(new int[] {0, 0, 0}, 3)).containsExactlyInAnyOrder("0", "0 0", "0 0 0");
        assertThat(texts(new int[0], 2)).isEmpty();
    }

    @Test
    void textReadsBackAsTheSameNGram() {
        int large = NGrams.TOKENS - 1;
        for (long gram : NGrams.distinct(new int[] {0, large, large, large, 3}, NGrams.LONGEST)) {
            assertThat(NGrams.parse(NGrams.text(gram))).isEqualTo(gram);
        }
    }

    private static List<String> texts(int[] tokens, int longest) {
        return Arrays.stream(NGrams.distinct(tokens, longest))
                .mapToObj(NGrams::text)
                .toList();
    }
}
