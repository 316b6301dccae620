package io.foldwise.plugin.text.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.foldwise.plugin.text.group.Groups;
import io.foldwise.plugin.text.tokenizer.Words;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Shift;
import io.foldwise.spi.data.Task;
import io.foldwise.toolkit.table.Separator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When texts count as equal or alike, and what tells those of one table from those of another. */
final class ComparedTextsTest {

    private static final TextPreparation PREPARATION =
            new TextPreparation(new Words(new Words.Params(2, 1000)), true, 6);

    @TempDir
    private Path folder;

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

    /** Words are so rare that more of them would be unknown in the test than in training, had only the latter been learned of. */
    @Test
    void textsOfOneKindAreNotToldApart() {
        assertThat(shift(texts(400, 1, 0), texts(100, 2, 0)).auc()).isBetween(0.4, 0.6);
    }

    @Test
    void theWordThatOnlyTheTestUsesGivesItAway() {
        Shift shift = shift(texts(400, 1, 0), texts(100, 2, 0.5));
        assertThat(shift.auc()).isGreaterThan(0.65);
        assertThat(shift.giveaways().get(0).feature()).isEqualTo("telltale");
        assertThat(shift.giveaways().get(0).inTraining()).isZero();
        assertThat(shift.giveaways().get(0).inTest()).isBetween(0.35, 0.65);
    }

    @Test
    void textsOfATopicShareAGroup() throws IOException {
        List<String> lines = new ArrayList<>(List.of("text,good"));
        SplittableRandom random = new SplittableRandom(5);
        for (int row = 0; row < 60; row++) {
            int topic = row % 3;
            lines.add(random.ints(6, 0, 8)
                            .mapToObj(word -> "w" + (char) ('a' + topic) + word)
                            .collect(Collectors.joining(" "))
                    + ",1");
        }
        Path file = Files.write(folder.resolve("topics.csv"), lines);
        Groups clusters = new Groups(Groups.By.CLUSTERS, 3, 10, 12, 3);

        Reader reader = reader(file, Optional.empty(), Optional.of(clusters));
        Dataset data = reader.train();

        assertThat(reader.grouped()).isTrue();
        for (int row = 3; row < 60; row++) {
            assertThat(data.group(row)).as("group of row %d", row).isEqualTo(data.group(row % 3));
        }
        assertThat(Set.of(data.group(0), data.group(1), data.group(2))).hasSize(3);
        assertThat(reader(file, Optional.empty(), Optional.empty()).grouped()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader(file, Optional.of("writer"), Optional.of(clusters)))
                .withMessage("group and groups both say what belongs together: give one of them");
    }

    private static List<String> texts(int count, long seed, double marked) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, count)
                .mapToObj(row -> (random.nextDouble() < marked ? "telltale " : "plain ")
                        + random.ints(5, 0, 1500).mapToObj(word -> "w" + word).collect(Collectors.joining(" ")))
                .toList();
    }

    private static Shift shift(List<String> train, List<String> test) {
        return reader(Path.of("train.csv"), Optional.empty(), Optional.empty())
                .shift(raw(train), raw(test), new Seed(1))
                .orElseThrow();
    }

    private static Reader reader(Path train, Optional<String> group, Optional<Groups> groups) {
        Words words = new Words(new Words.Params(2, 1000));
        return new TextTableReader(
                new TextTableReader.Params(
                        train,
                        Optional.of(Path.of("test.csv")),
                        false,
                        TextFormat.BY_NAME,
                        Separator.COMMA,
                        Optional.empty(),
                        "text",
                        List.of("good"),
                        Optional.empty(),
                        List.of(),
                        group,
                        groups,
                        List.of(),
                        new Spec<>("words", Words.class, new Words.Params(2, 1000), "here"),
                        true,
                        6),
                new Assembler() {
                    @Override
                    @SuppressWarnings("unchecked")
                    public <T> T build(Spec<T> spec) {
                        return (T) words;
                    }
                });
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
