package io.foldwise.plugin.text.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.plugin.text.tokenizer.Words;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Task;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When texts count as equal. */
final class ComparedTextsTest {

    private static final TextPreparation PREPARATION =
            new TextPreparation(new Words(new Words.Params(2, 1000)), true, 6);

    @Test
    void textsThatDifferInAnUnknownWordAreNotEqual() {
        TextDataset raw = raw(List.of("I met Anna", "I met Otto", " i MET\nAnna ", "I met Otto"));
        Dataset data = PREPARATION.fit(raw, new int[] {0, 1}).apply(raw);
        assertThat(data.features(new int[] {0}).values())
                .as("in tokens they are equal")
                .isEqualTo(data.features(new int[] {1}).values());
        assertThat(data.contentHash(0)).isPresent().isNotEqualTo(data.contentHash(1));
        assertThat(data.contentHash(2)).as("capitals and blanks do not count").isEqualTo(data.contentHash(0));
        assertThat(data.contentHash(3)).isEqualTo(data.contentHash(1));
    }

    @Test
    void textsThatDifferBehindTheCutAreNotEqual() {
        Dataset data = prepared("a b a b a b a", "a b a b a b b");
        assertThat(data.features(new int[] {0}).values())
                .isEqualTo(data.features(new int[] {1}).values());
        assertThat(data.contentHash(0)).isNotEqualTo(data.contentHash(1));
    }

    private static Dataset prepared(String... texts) {
        TextDataset raw = raw(List.of(texts));
        return PREPARATION.fit(raw, IntStream.range(0, texts.length).toArray()).apply(raw);
    }

    private static TextDataset raw(List<String> texts) {
        return TextDataset.raw(
                new TextTable(
                        IntStream.range(0, texts.size())
                                .mapToObj(Integer::toString)
                                .toList(),
                        texts,
                        new float[0][],
                        new int[0],
                        Map.of()),
                Task.of(LabelSchema.of("label", List.of("good"))),
                false);
    }
}
