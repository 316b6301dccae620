package io.foldwise.plugin.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.foldwise.contracts.ReaderContract;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Preparation;
import io.foldwise.spi.data.Reader;
import io.foldwise.toolkit.table.Answers;
import io.foldwise.toolkit.table.ClassColumn;
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

/** Tables with a class and quantities to predict, words as features, and empty cells. */
final class TableAnswersTest extends ReaderContract {

    private static final ClassColumn KINDS = new ClassColumn("kind", List.of("cat", "dog", "fox"), Optional.empty());
    private static final String HEADER = "id,length,place,kind,age,tame";

    @TempDir
    private Path folder;

    private Path train;
    private Optional<Path> labelled = Optional.empty();
    private Optional<ClassColumn> classes = Optional.of(KINDS);
    private List<String> attributes = List.of();
    private Missing missing = Missing.IMPUTE_AND_MARK;

    @BeforeEach
    void writeTable() {
        train = write(
                "train.csv",
                HEADER,
                "a,10,barn,cat,3,1",
                "b,20,home,dog,-1.5,0.5",
                "c,,home,fox,200,0",
                "d,70,,dog,4,1",
                "e,30,barn,cat,5,1");
    }

    @Override
    protected Reader reader() {
        return reader(true);
    }

    @Override
    protected Optional<Reader> readerOfAnotherLastSample() {
        Path before = train;
        train = write(
                "other.csv",
                HEADER,
                "a,10,barn,cat,3,1",
                "b,20,home,dog,-1.5,0.5",
                "c,,home,fox,200,0",
                "d,70,,dog,4,1",
                "e,-1e9,ocean,cat,5,1");
        Reader other = reader(true);
        train = before;
        return Optional.of(other);
    }

    private Reader reader(boolean standardise) {
        return new NumericTableReader(new NumericTableReader.Params(
                train,
                labelled,
                labelled.isPresent(),
                Separator.COMMA,
                "id",
                List.of("tame"),
                classes,
                List.of("age"),
                List.of("place"),
                Optional.empty(),
                attributes,
                missing,
                List.of(),
                standardise));
    }

    @Test
    void answersOfATestFileAreReadWhereItHasThem() {
        labelled = Optional.of(write("labelled.csv", HEADER, "x,11,barn,fox,4,0"));

        Dataset data = reader().test().orElseThrow();

        assertThat(data.labelled()).isTrue();
        assertThat(data.targets(0)).containsExactly(0, 0, 0, 1, 4);
    }

    @Test
    void everyFormOfAnswerIsAHeadOfItsOwn() {
        Dataset data = reader().train();
        assertThat(data.task().heads()).extracting(Head::name).containsExactly("labels", "class", "quantities");
        Head kind = data.task().heads().get(1);
        Head age = data.task().heads().get(2);
        assertThat(data.targets(1)).containsExactly(0.5f, 0, 1, 0, -1.5f);
        assertThat(data.target(2, kind).values()).containsExactly(0, 0, 1);
        assertThat(data.target(2, age).values()).containsExactly(200);
    }

    @Test
    void classesMayBeNumbers() {
        classes = Optional.of(new ClassColumn("kind", List.of(), Optional.of(3)));
        train = write("train.csv", HEADER, "a,10,barn,0,3,1", "b,20,home,2,1,0");
        assertThat(reader().train().targets(1)).containsExactly(0, 0, 0, 1, 1);
        train = write("train.csv", HEADER, "a,10,barn,3,3,1", "b,20,home,cat,1,0");
        assertRefused(
                "train.csv:2: class 'kind' is '3', not a whole number from 0 to 2",
                "train.csv:3: class 'kind' is 'cat', not a whole number from 0 to 2");
    }

    @Test
    void refusesOtherClassesAndAnswersThatAreMissing() {
        train = write(
                "train.csv", HEADER, "a,10,barn,cow,3,1", "b,20,home,,1,0", "c,20,home,cat,,0", "d,20,home,cat,1,");
        assertRefused(
                "train.csv:2: class 'kind' is 'cow', not one of cat, dog, fox",
                "train.csv:3: class 'kind' is '', not one of cat, dog, fox",
                "train.csv:4: column 'age' is '', not a finite number",
                "train.csv:5: column 'tame' is '', not a finite number");
    }

    @Test
    void refusesEmptyCellsUnlessTheyAreToBeFilled() {
        missing = Missing.REFUSE;
        assertRefused(
                "train.csv:4: column 'length' is empty; missing = impute fills empty cells",
                "train.csv:5: column 'place' is empty; missing = impute takes it for no category");
    }

    @Test
    void fillsEmptyCellsWithTheMedianOfTheTrainingRowsAndMarksThem() {
        assertThat(vectors(0, 1, 2)).as("length, its mark, barn, home").isDeepEqualTo(new float[][] {
            {10, 0, 1, 0}, {20, 0, 0, 1}, {15, 1, 0, 1}, {70, 0, 0, 0}, {30, 0, 1, 0}
        });
        missing = Missing.IMPUTE;
        assertThat(vectors(0, 1, 2)[2]).as("median of 10 and 20").containsExactly(15, 0, 1);
    }

    @Test
    void knowsTheCategoriesOfTheTrainingRowsOnly() {
        missing = Missing.IMPUTE;
        assertThat(vectors(1, 2))
                .as("length, home")
                .isDeepEqualTo(new float[][] {{10, 0}, {20, 1}, {20, 1}, {70, 0}, {30, 0}});
    }

    @Test
    void takesNoAttributesForFeatures() {
        missing = Missing.IMPUTE;
        attributes = List.of("length");
        assertThat(vectors(1, 2)).as("home").isDeepEqualTo(new float[][] {{0}, {1}, {1}, {0}, {0}});
    }

    @Test
    void refusesColumnsThatAreNamedTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Answers(List.of("kind"), classes, List.of()))
                .withMessageContaining("twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClassColumn("kind", List.of("cat", "dog"), Optional.of(2)))
                .withMessageContaining("not both");
    }

    /** All rows, prepared by what the given ones tell. */
    private float[][] vectors(int... learnedFrom) {
        Reader reader = reader(false);
        Preparation preparation = reader.preparation().orElseThrow();
        Dataset data = preparation.fit(reader.train(), learnedFrom).apply(reader.train());
        int[] rows = IntStream.range(0, data.size()).toArray();
        return data.features(rows).values().toFloatMatrix();
    }

    private void assertRefused(String... problems) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> reader().train())
                .satisfies(refusal -> assertThat(refusal.problems().stream()
                                .map(problem -> problem.toString()
                                        .substring(folder.toString().length() + 1)))
                        .containsExactly(problems));
    }

    private Path write(String name, String... lines) {
        try {
            return Files.write(folder.resolve(name), List.of(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
