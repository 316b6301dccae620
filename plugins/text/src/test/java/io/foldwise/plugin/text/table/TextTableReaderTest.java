package io.foldwise.plugin.text.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.foldwise.contracts.ReaderContract;
import io.foldwise.plugin.text.tokenizer.Tokenizer;
import io.foldwise.plugin.text.tokenizer.Words;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Preparation.Fitted;
import io.foldwise.spi.data.Reader;
import io.foldwise.toolkit.table.ClassColumn;
import io.foldwise.toolkit.table.Separator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TextTableReaderTest extends ReaderContract {

    private static final Words.Params WORDS = new Words.Params(1, 100);
    private static final Optional<ClassColumn> MOODS =
            Optional.of(new ClassColumn("mood", List.of("sad", "glad"), Optional.empty()));

    @TempDir
    private Path folder;

    private Path train;
    private Path test;

    @BeforeEach
    void writeTables() {
        train = write(
                "train.csv",
                "mood,text,writer,id,source",
                "glad,All is good,ann,a,web",
                "sad,\"Not good, not at all\",bob,b,",
                "sad,\"Rain,\nand rain\",ann,c,paper",
                "glad,Sun,cy,d,web");
        test = write("test.csv", "id,text", "x,good RAIN", "y,never heard of");
    }

    @Override
    protected Reader reader() {
        return reader(train, Optional.of(test), 4);
    }

    @Override
    protected Optional<Reader> readerOfAnotherLastSample() {
        Path other = write(
                "other.csv",
                "mood,text,writer,id,source",
                "glad,All is good,ann,a,web",
                "sad,\"Not good, not at all\",bob,b,",
                "sad,\"Rain,\nand rain\",ann,c,paper",
                "sad,a text of quite other words and of another length,cy,d,web");
        return Optional.of(reader(other, Optional.of(test), 4));
    }

    private Reader reader(Path file, Optional<Path> toPredict, int length) {
        return new TextTableReader(params(file, toPredict, MOODS, length), assembler());
    }

    private TextTableReader.Params params(
            Path file, Optional<Path> toPredict, Optional<ClassColumn> classes, int length) {
        return params(file, toPredict, false, classes, length);
    }

    private TextTableReader.Params params(
            Path file, Optional<Path> toPredict, boolean labelled, Optional<ClassColumn> classes, int length) {
        return new TextTableReader.Params(
                file,
                toPredict,
                labelled,
                TextFormat.BY_NAME,
                Separator.COMMA,
                Optional.empty(),
                "text",
                List.of(),
                classes,
                List.of(),
                Optional.of("writer"),
                Optional.empty(),
                List.of("source"),
                new Spec<>("words", Words.class, WORDS, "here"),
                true,
                length);
    }

    private static Assembler assembler() {
        return new Assembler() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> T build(Spec<T> spec) {
                return (T) new Words((Words.Params) spec.params());
            }
        };
    }

    @Test
    void readsIdsTargetsGroupsAndAttributes() {
        Dataset data = reader().train();
        assertThat(ids(data)).containsExactly("a", "b", "c", "d");
        assertThat(data.targets(0)).containsExactly(0, 1);
        assertThat(data.group(0)).isEqualTo(data.group(2)).isNotEqualTo(data.group(1));
        assertThat(data.attribute(0, "source")).contains("web");
        assertThat(data.attribute(1, "source")).isEmpty();
    }

    @Test
    void answersOfATestFileAreReadWhereItHasThem() {
        Path labelled = write("labelled.csv", "text,mood,id,writer,source", "Fine,glad,x,ann,web", "Bad,sad,y,eve,web");

        Dataset data = new TextTableReader(params(train, Optional.of(labelled), true, MOODS, 4), assembler())
                .test()
                .orElseThrow();

        assertThat(data.labelled()).isTrue();
        assertThat(data.targets(0)).containsExactly(0, 1);
        assertThat(reader(train, Optional.of(labelled), 4).test().orElseThrow().labelled())
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> params(train, Optional.empty(), true, MOODS, 4))
                .withMessage("test-labelled is of a test file: name it");
    }

    @Test
    void givesTokensOfTheTrainingPart() {
        Reader reader = reader();
        Dataset raw = reader.train();
        Fitted fitted = reader.preparation().orElseThrow().fit(raw, new int[] {0, 1});
        Dataset data = fitted.apply(raw);
        // all, good and not occur twice, then come comma, at and is; all in small letters
        assertThat(data.input()).isEqualTo(new InputShape.Sequence(8, 4));
        assertThat(data.features(new int[] {0, 1}).values().toFloatMatrix())
                .isDeepEqualTo(new float[][] {{1, 6, 2, 7}, {3, 2, 4, 3}});
        assertThat(data.features(new int[] {2}).values().toFloatMatrix()[0])
                .containsExactly(Tokenizer.UNKNOWN, 4, Tokenizer.UNKNOWN, Tokenizer.UNKNOWN);
        assertThat(data.length(0)).isEqualTo(3);
        assertThat(data.cut(0)).isZero();
        assertThat(data.cut(1)).isEqualTo(2);
    }

    @Test
    void tellsWhatIsUnknownAndCut() {
        Reader reader = reader();
        Dataset raw = reader.train();
        var words = new Words(WORDS).fit(List.of("all is good"));
        assertThat(new TokenizedTexts(List.of("all is well", "good good good good", "all"), words, 3).told())
                .isEqualTo(
                        "3 texts, 7 tokens of 4 kinds: 1 unknown (14.29 %); 1 texts cut at 3 tokens, by 1 tokens in all");
        assertThat(raw.cut(0)).isZero();
    }

    @Test
    void jsonLinesGiveTheSameAsCsv() {
        Path json = write(
                "train.jsonl",
                "{\"text\": \"All is good\", \"mood\": \"glad\", \"writer\": 1, \"source\": \"web\", \"id\": \"a\"}",
                "",
                "{\"id\": \"b\", \"mood\": \"sad\", \"source\": \"\", \"writer\": 2,"
                        + " \"text\": \"Not good, not at all\", \"more\": [1, {}]}",
                "{\"id\": \"c\", \"mood\": \"sad\", \"writer\": 1, \"source\": \"paper\", \"text\": \"Rain,\\nand rain\"}",
                "{\"id\": \"d\", \"mood\": \"glad\", \"writer\": 3, \"source\": \"web\", \"text\": \"Sun\"}");
        Dataset csv = prepared(reader());
        Dataset lines = prepared(reader(json, Optional.empty(), 4));
        assertThat(ids(lines)).isEqualTo(ids(csv));
        int[] rows = {0, 1, 2, 3};
        assertThat(lines.features(rows).values()).isEqualTo(csv.features(rows).values());
        for (int row : rows) {
            assertThat(lines.targets(row)).isEqualTo(csv.targets(row));
            assertThat(lines.group(row)).isEqualTo(csv.group(row));
            assertThat(lines.attribute(row, "source")).isEqualTo(csv.attribute(row, "source"));
        }
    }

    @Test
    void samplesWithoutIdsAreNumbered() {
        Path file = write("plain.csv", "text,mood,writer,source", "Good,glad,ann,x", "Bad,sad,bob,y");
        assertThat(ids(reader(file, Optional.empty(), 4).train())).containsExactly("1", "2");
    }

    @Test
    void textsAreMadeAlike() {
        TextPreparation preparation = new TextPreparation(new Words(WORDS), true, 9);
        assertThat(preparation.normalised("  E\u0301T\u00c9 \r\n\t of\u00a0it \ud800"))
                .isEqualTo("\u00e9t\u00e9 of it \ufffd");
        assertThat(new TextPreparation(new Words(WORDS), false, 9).normalised("Été"))
                .isEqualTo("Été");
    }

    @Nested
    final class Refuses {

        @Test
        void badLinesWithFileAndLine() {
            Path file = write(
                    "bad.csv",
                    "id,text,mood,writer,source",
                    "a,Good,glad,ann,x",
                    "a,Good,glad,ann,x",
                    "c, ,glad,ann,x",
                    "d,Good,merry,ann,x",
                    "e,Good,glad,,x",
                    "f,Good,glad");
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> reader(file, Optional.empty(), 4).train())
                    .withMessage(String.join(
                            "\n",
                            file + ":3: id 'a' is that of line 2, too",
                            file + ":4: column 'text' is empty",
                            file + ":5: class 'mood' is 'merry', not one of sad, glad",
                            file + ":6: column 'writer' is empty",
                            file + ":7: expects 5 columns, found 3"));
        }

        @Test
        void missingColumns() {
            Path file = write("bad.csv", "id,txt,mood", "a,Good,glad");
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> reader(file, Optional.empty(), 4).train())
                    .withMessage(String.join(
                            "\n",
                            file + ":1: has no column 'text'",
                            file + ":1: has no column 'writer'",
                            file + ":1: has no column 'source'"));
        }

        @Test
        void filesWithoutSamples() {
            for (Path file : List.of(write("none.csv", "id,text,mood,writer,source"), write("none.jsonl"))) {
                assertThatExceptionOfType(DataException.class)
                        .isThrownBy(() -> reader(file, Optional.empty(), 4).train())
                        .withMessage(file + ": holds no sample");
            }
        }

        @Test
        void badLinesOfJson() {
            Path file = write(
                    "bad.jsonl",
                    "{\"text\": \"Good\", \"mood\": \"glad\", \"writer\": \"ann\", \"source\": \"x\"}",
                    "[1]",
                    "{\"text\": null, \"mood\": \"glad\", \"writer\": \"ann\", \"source\": \"x\"}",
                    "{\"text\": [\"Good\"], \"mood\": \"glad\", \"writer\": \"ann\", \"source\": \"x\"}",
                    "{\"text\": \"Good\", \"text\": \"Bad\"}",
                    "{\"text\": \"Good\"} {}",
                    "{\"text\": \"Good");
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> reader(file, Optional.empty(), 4).train())
                    .satisfies(refused -> assertThat(refused.problems())
                            .extracting(DataException.Problem::line)
                            .containsExactly(2, 3, 4, 5, 6, 7))
                    .withMessageContaining(":2: is no JSON object: a line is { \"column\": value, ... }")
                    .withMessageContaining(":3: has no 'text'")
                    .withMessageContaining(":4: 'text' is an array, not a value")
                    .withMessageContaining(":5: is no JSON object: Duplicate");
        }

        @Test
        void jsonThatIsNoUtf8() throws IOException {
            Path file = folder.resolve("latin.jsonl");
            Files.write(file, "{\"text\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> reader(file, Optional.empty(), 4).train())
                    .withMessage(file + ":1: is not UTF-8; save it as UTF-8");
        }

        @Test
        void columnsThatAreTwoThings() {
            Optional<ClassColumn> text = Optional.of(new ClassColumn("text", List.of("a", "b"), Optional.empty()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> params(train, Optional.empty(), text, 4))
                    .withMessage("column 'text' is named as two things");
        }

        @Test
        void nothingToPredict() {
            assertThatExceptionOfType(IncompatibleException.class)
                    .isThrownBy(() ->
                            new TextTableReader(params(train, Optional.empty(), Optional.empty(), 4), assembler()))
                    .withMessage("has nothing to predict: give labels, classes or quantities");
        }
    }

    private static Dataset prepared(Reader reader) {
        Dataset raw = reader.train();
        return reader.preparation()
                .orElseThrow()
                .fit(raw, IntStream.range(0, raw.size()).toArray())
                .apply(raw);
    }

    private static List<String> ids(Dataset data) {
        return IntStream.range(0, data.size()).mapToObj(data::id).toList();
    }

    private Path write(String name, String... lines) {
        try {
            return Files.write(folder.resolve(name), List.of(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
