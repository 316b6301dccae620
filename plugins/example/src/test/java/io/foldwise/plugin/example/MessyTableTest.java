package io.foldwise.plugin.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.foldwise.contracts.ReaderContract;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Reader;
import io.foldwise.toolkit.table.Separator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables as people have them: several rows of a patient, missing values of any spelling, words, and further columns. */
final class MessyTableTest extends ReaderContract {

    private static final String HEADER = "id,patient,size,colour,ill";

    @TempDir
    private Path folder;

    private Path train;
    private Optional<Path> test = Optional.empty();
    private List<String> labels = List.of("ill");
    private List<String> categories = List.of("colour");
    private Optional<String> group = Optional.of("patient");
    private List<String> attributes = List.of();
    private Missing missing = Missing.IMPUTE_AND_MARK;
    private List<String> missingValues = List.of("NA", "?", "-999");

    @BeforeEach
    void writeTable() {
        train = write("train.csv", HEADER, "a,p1,10,blue,0", "b,p1,NA,blue ,1", "c,p2 ,30,?,0", "d,p2,-999, ,1");
    }

    @Override
    protected Reader reader() {
        return new NumericTableReader(new NumericTableReader.Params(
                train,
                test,
                false,
                Separator.COMMA,
                "id",
                labels,
                Optional.empty(),
                List.of(),
                categories,
                group,
                attributes,
                missing,
                missingValues,
                false));
    }

    @Test
    void groupsByAColumnThatIsNoFeature() {
        assertThat(reader().grouped()).isTrue();
        assertThat(groups(reader().train())).as("p2 with a blank is p2").containsExactly(0, 0, 1, 1);
        assertThat(prepared(reader().train()).features(new int[] {0}).values().columns())
                .as("size, its mark, blue")
                .isEqualTo(3);

        attributes = List.of("patient");
        assertThat(reader().train().attribute(2, "patient")).hasValue("p2");

        group = Optional.empty();
        assertThat(reader().grouped()).isFalse();
        assertThat(groups(reader().train())).containsExactly(0, 1, 2, 3);
    }

    @Test
    void refusesSamplesOfNoGroup() {
        train = write("train.csv", HEADER, "a,p1,10,blue,0", "b,,10,blue,1", "c,?,30,blue,0");
        assertRefused(
                "train.csv:3: column 'patient' is empty",
                "train.csv:4: column 'patient' is '?', one of missing-values");
        group = Optional.of("clinic");
        assertRefused("train.csv:1: has no column 'clinic'");
    }

    @Test
    void refusesAGroupThatIsSomethingElse() {
        group = Optional.of("ill");
        assertThatIllegalArgumentException()
                .isThrownBy(this::reader)
                .withMessage("the column of groups, 'ill', is named as something else, too");
        group = Optional.of("colour");
        assertThatIllegalArgumentException()
                .isThrownBy(this::reader)
                .withMessage("the column of groups, 'colour', is named as something else, too");
        group = Optional.of("id");
        assertThatIllegalArgumentException()
                .isThrownBy(this::reader)
                .withMessage("every sample has an id of its own, so 'id' groups none");
    }

    @Test
    void takesBlanksAndListedSpellingsForMissing() {
        assertThat(features(prepared(reader().train())))
                .as("size, its mark, blue")
                .isDeepEqualTo(new float[][] {{10, 0, 1}, {20, 1, 1}, {30, 0, 0}, {20, 1, 0}});
        missing = Missing.REFUSE;
        assertRefused(
                "train.csv:3: column 'size' is 'NA', one of missing-values; missing = impute fills empty cells",
                "train.csv:4: column 'colour' is '?', one of missing-values; missing = impute takes it for no category",
                "train.csv:5: column 'colour' is empty; missing = impute takes it for no category",
                "train.csv:5: column 'size' is '-999', one of missing-values; missing = impute fills empty cells");
    }

    @Test
    void saysHowToListSpellingsOfAMissingValue() {
        missingValues = List.of();
        train = write("train.csv", HEADER, "a,p1,n/a,blue,0", "b,p1,-,blue,1", "c,p2,30,NA,0", "d,p2,null,blue,1");
        assertRefused(
                "train.csv:2: column 'size' is 'n/a', not a finite number; if it stands for a missing value:"
                        + " missing-values = [\"n/a\"]",
                "train.csv:3: column 'size' is '-', not a finite number; if it stands for a missing value:"
                        + " missing-values = [\"-\"]",
                "train.csv:5: column 'size' is 'null', not a finite number; if it stands for a missing value:"
                        + " missing-values = [\"null\"]");
    }

    @Test
    void tellsAColumnOfWordsInOneLineAndOfEveryOtherCellToo() {
        categories = List.of();
        group = Optional.empty();
        labels = List.of("ill", "old");
        train = write(
                "train.csv",
                "id,patient,size,colour,ill,old,visit",
                "a,p1,10,,0,1,2024-08-09",
                "b,p1,x,blue,2,x,2024-08-10",
                "a,p2,30,blue,0,1,2024-08-11");
        String remedy = ": name it in categories or group, or, if it is no feature, in attributes";
        assertRefused(
                "train.csv:1: column 'patient' holds words, such as 'p1' in line 2" + remedy,
                "train.csv:1: column 'colour' holds words, such as 'blue' in line 3" + remedy,
                "train.csv:1: column 'visit' holds words, such as '2024-08-09' in line 2" + remedy,
                "train.csv:3: label 'ill' is 2.0, not from 0 to 1",
                "train.csv:3: column 'old' is 'x', not a finite number",
                "train.csv:3: column 'size' is 'x', not a finite number",
                "train.csv:4: id 'a' is that of line 2, too");
    }

    @Test
    void aColumnOfDecimalCommasIsNoneOfWords() {
        train = write("train.csv", HEADER, "a,p1,\"1,5\",blue,0", "b,p1,\"2,5\",blue,1");
        assertRefused(
                "train.csv:2: column 'size' is '1,5', not a finite number; write a decimal point",
                "train.csv:3: column 'size' is '2,5', not a finite number; write a decimal point");
    }

    @Test
    void passesOverColumnsThatNothingWasLearnedFromAndSaysHowMuchIsUnknown() {
        float[][] known = features(prepared(reader().read(write("new.csv", "id,size,colour", "x,1,blue", "y,2,"))));
        for (String note : List.of("hello", "3", "")) {
            Path file = write("new.csv", "id,note,size,colour", "x," + note + ",1,blue", "y," + note + ",2,red");
            Dataset data = prepared(reader().read(file));
            assertThat(features(data)).as("with a note '%s'", note).isDeepEqualTo(known);
            assertThat(data.length(0)).isEqualTo(3);
            assertThat(data.unknown(0)).as("the note").isEqualTo(1);
            assertThat(data.unknown(1)).as("the note and red").isEqualTo(2);
            test = Optional.of(file);
            assertThat(features(prepared(reader().test().orElseThrow()))).isDeepEqualTo(known);
        }
        assertThat(prepared(reader().train()).unknown(0)).isZero();
    }

    @Test
    void refusesOtherFilesForFlawsOfColumnsThatWereLearnedFrom() {
        Path words = write("new.csv", "id,note,size,colour", "x,hello,tall,blue", "y,hello,NA,red");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> prepared(reader().read(words)))
                .satisfies(refusal -> assertThat(refusal.problems()).hasSize(1))
                .withMessageEndingWith(
                        "new.csv:1: column 'size' holds words, such as 'tall' in line 2, where the run learned from"
                                + " numbers");
        Path cell = write("new.csv", "id,note,size,colour", "x,hello,tall,blue", "y,hello,3,red");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> prepared(reader().read(cell)))
                .withMessageEndingWith("new.csv:2: column 'size' is 'tall', not a finite number");
    }

    @Test
    void numbersSamplesOfAFileToPredictThatHasNoIds() {
        Path file = write("new.csv", "colour,size", "blue,1", "blue,2");
        Dataset data = prepared(reader().read(file));
        assertThat(List.of(data.id(0), data.id(1))).containsExactly("1", "2");
        assertThat(groups(data)).containsExactly(0, 1);
        test = Optional.of(file);
        assertThatExceptionOfType(DataException.class)
                .as("as the submission names samples by them")
                .isThrownBy(() -> reader().test())
                .withMessageEndingWith("new.csv:1: has no column 'id'");
    }

    @Test
    void takesWordsOfEarlierRunsWithBlanksAroundThem() throws IOException {
        Path learned = write("preparation", "category,colour,blue,\"blue \"");
        categories = List.of("colour");
        train = write("train.csv", "id,colour,patient,ill", "a,blue,p,0", "b,blue ,p,1", "c, blue,p,1");
        Dataset data = reader().preparation().orElseThrow().restore(learned).apply(reader().train());
        assertThat(features(data)).isDeepEqualTo(new float[][] {{1, 0}, {0, 1}, {1, 0}});
    }

    private void assertRefused(String... problems) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> reader().train())
                .satisfies(refusal -> assertThat(refusal.problems().stream()
                                .map(problem -> problem.toString()
                                        .substring(folder.toString().length() + 1)))
                        .containsExactly(problems));
    }

    private Dataset prepared(Dataset raw) {
        Reader reader = reader();
        Dataset all = reader.train();
        int[] rows = IntStream.range(0, all.size()).toArray();
        return reader.preparation().orElseThrow().fit(all, rows).apply(raw);
    }

    private static List<Integer> groups(Dataset data) {
        return IntStream.range(0, data.size()).mapToObj(data::group).toList();
    }

    private static float[][] features(Dataset data) {
        int[] rows = IntStream.range(0, data.size()).toArray();
        return data.features(rows).values().toFloatMatrix();
    }

    private Path write(String name, String... lines) {
        try {
            return Files.write(folder.resolve(name), List.of(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
