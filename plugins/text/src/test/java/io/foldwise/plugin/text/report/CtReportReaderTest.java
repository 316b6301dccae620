package io.foldwise.plugin.text.report;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.contracts.ReaderContract;
import io.foldwise.plugin.text.Reports;
import io.foldwise.plugin.text.group.Groups;
import io.foldwise.plugin.text.report.CtReportReader.Format;
import io.foldwise.plugin.text.report.CtReportReader.Labels;
import io.foldwise.plugin.text.report.CtReportReader.Params;
import io.foldwise.plugin.text.report.CtReportReader.TestFormat;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Preparation;
import io.foldwise.spi.data.Reader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CtReportReaderTest extends ReaderContract {

    @TempDir
    private Path folder;

    @Override
    protected Reader reader() {
        return Reports.files(labelled(), Format.ROUND1, Optional.of(unlabelled()), TestFormat.UNLABELLED);
    }

    @Nested
    final class WithoutTestReports extends ReaderContract {
        @Override
        protected Reader reader() {
            return round1(labelled());
        }
    }

    @Nested
    final class OfLimitedLength extends ReaderContract {
        @Override
        protected Reader reader() {
            return new CtReportReader(new Params(
                    labelled(),
                    Optional.of(unlabelled()),
                    Format.ROUND1,
                    TestFormat.UNLABELLED,
                    858,
                    5,
                    List.of(3),
                    Reports.groups(Groups.By.SHARED_PHRASES)));
        }
    }

    @Test
    void idsTargetsAndLengthsAreThoseOfTheFile() throws IOException {
        Dataset data = round1(file("train", "4|,|5 6 7 |,|0 16 \n2|,|8 |,|\n")).train();

        assertThat(data.size()).isEqualTo(2);
        assertThat(data.id(1)).isEqualTo("2");
        assertThat(data.labelled()).isTrue();
        assertThat(data.targets(0)).hasSize(17).startsWith(1, 0).endsWith(0, 1);
        assertThat(data.targets(1)).containsOnly(0);
        assertThat(data.length(0)).isEqualTo(3);
        assertThat(data.group(1)).isEqualTo(1);
    }

    @Test
    void schemaShapeAndFilesAreKnownWithoutReading() {
        Path train = folder.resolve("missing-train");
        Path test = folder.resolve("missing-test");
        CtReportReader reader = new CtReportReader(new Params(
                train, Optional.of(test), Format.ROUND2, TestFormat.UNLABELLED, 858, 60, List.of(), Reports.NO_GROUPS));

        assertThat(reader.files()).containsExactly(train, test);
        assertThat(reader.task().first().columns())
                .hasSize(29)
                .startsWith("region-0")
                .endsWith("type-11");
        assertThat(reader.input()).contains(new InputShape.Sequence(859, 60));
        assertThat(reader.grouped()).isFalse();
        assertThatThrownBy(reader::train).isInstanceOf(DataException.class);
    }

    @Test
    void reportsOfOneRoundAreExamplesForTheOther() throws IOException {
        Path first = file("first", "0|,|5 |,|3 \n");
        Path second = file("second", "0|,|5 |,|3 ,1 \n1|,|6 |,|,2 \n2|,|6 |,|,\n");
        Dataset regions = asking(second, Format.ROUND2, Labels.REGIONS, false).train();
        Dataset both =
                asking(first, Format.ROUND1, Labels.REGIONS_AND_TYPES, false).train();

        assertThat(regions.task()).isEqualTo(round1(first).task());
        assertThat(regions.targets(0)).hasSize(17).containsOnlyOnce(1);
        assertThat(regions.targets(1)).containsOnly(0);
        assertThat(both.task())
                .isEqualTo(asking(second, Format.ROUND2, Labels.AS_READ, false).task());
        assertThat(both.targets(0)).hasSize(29).containsOnlyOnce(1);
        assertThat(both.targets(0)[3]).isEqualTo(1);
    }

    @Test
    void anythingAbnormalIsAHeadOfItsOwn() throws IOException {
        Path second = file("second", "0|,|5 |,|3 ,1 \n1|,|6 |,|,2 \n2|,|6 |,|,\n");
        Dataset data = asking(second, Format.ROUND2, Labels.AS_READ, true).train();

        assertThat(data.task().heads()).extracting(Head::name).containsExactly("labels", "any");
        assertThat(data.target(0, data.task().heads().get(1)).values()).containsExactly(0, 1);
        assertThat(data.target(1, data.task().heads().get(1)).values()).containsExactly(0, 1);
        assertThat(data.target(2, data.task().heads().get(1)).values()).containsExactly(1, 0);
        assertThat(data.target(0, data.task().first()).values()).hasSize(29);
    }

    private static CtReportReader asking(Path train, Format format, Labels labels, boolean any) {
        return new CtReportReader(new Params(
                train,
                Optional.empty(),
                format,
                TestFormat.UNLABELLED,
                858,
                60,
                List.of(),
                labels,
                any,
                Reports.NO_GROUPS));
    }

    @Test
    void longReportsAreCutAtTheEnd() throws IOException {
        Path train = file("train", "0|,|5 6 7 |,|\n1|,|8 |,|\n");
        CtReportReader reader = new CtReportReader(new Params(
                train, Optional.empty(), Format.ROUND1, TestFormat.UNLABELLED, 858, 2, List.of(), Reports.NO_GROUPS));

        assertThat(reader.train().length(0)).isEqualTo(2);
        assertThat(reader.train().features(new int[] {0}).values().toFloatMatrix())
                .isDeepEqualTo(new float[][] {{5, 6}});
    }

    @Test
    void withoutLimitTrainAndTestShareTheLongestLength() throws IOException {
        CtReportReader reader = Reports.files(
                file("train", "0|,|5 6 7 |,|\n"),
                Format.ROUND1,
                Optional.of(file("test", "0|,|1 2 3 4 5 \n")),
                TestFormat.UNLABELLED);

        assertThat(reader.input()).contains(new InputShape.Sequence(859, InputShape.Sequence.ANY_LENGTH));
        assertThat(reader.train().input()).isEqualTo(new InputShape.Sequence(859, 5));
        assertThat(reader.test().orElseThrow().input()).isEqualTo(new InputShape.Sequence(859, 5));
    }

    @Test
    void unlabelledTestHasNoTargets() throws IOException {
        Dataset test = Reports.files(
                        file("train", "0|,|5 |,|\n"),
                        Format.ROUND1,
                        Optional.of(file("test", "3|,|1 2 \n")),
                        TestFormat.UNLABELLED)
                .test()
                .orElseThrow();

        assertThat(test.labelled()).isFalse();
        assertThat(test.id(0)).isEqualTo("3");
        assertThatThrownBy(() -> test.targets(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void round2TestKeepsItsRegionsUnderRound1Labels() throws IOException {
        CtReportReader reader = Reports.files(
                file("train", "0|,|5 |,|\n"),
                Format.ROUND1,
                Optional.of(file("test", "3|,|1 2 |,|1 16 ,0 11 \n")),
                TestFormat.ROUND2);
        Dataset test = reader.test().orElseThrow();

        assertThat(test.task()).isEqualTo(reader.task());
        assertThat(test.labelled()).isTrue();
        assertThat(test.targets(0)).hasSize(17).startsWith(0, 1, 0).endsWith(0, 1);
    }

    @Test
    void round1TestCannotAnswerForTypes() {
        assertThatThrownBy(() -> Reports.files(Path.of("a"), Format.ROUND2, Optional.empty(), TestFormat.ROUND1))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageContaining("use format = round1");
    }

    @Test
    void droppedTokenOutsideTheVocabularyIsRefused() {
        assertThatThrownBy(() -> new CtReportReader(new Params(
                        Path.of("a"),
                        Optional.empty(),
                        Format.ROUND1,
                        TestFormat.UNLABELLED,
                        858,
                        0,
                        List.of(693, 858),
                        Reports.NO_GROUPS)))
                .isInstanceOf(IncompatibleException.class)
                .hasMessage("drop-tokens: 858 is not in the vocabulary 0..857");
    }

    @Test
    void anyTestFileCanBeRead() throws IOException {
        CtReportReader reader = round1(labelled());

        Dataset data = reader.read(file("other", "9|,|1 2 3 \n"));

        assertThat(data.id(0)).isEqualTo("9");
        assertThat(data.labelled()).isFalse();
        Path labelled = file("labelled", "9|,|1 2 3 |,|4 \n");
        assertThatThrownBy(() -> reader.read(labelled)).hasMessageContaining("has labels");
    }

    @Test
    void anyFileIsCutToTheLengthOfTrainAndTest() throws IOException {
        Path train = file("train", "0|,|5 6 7 |,|\n");
        CtReportReader reader = round1(train);
        Preparation preparation = reader.preparation().orElseThrow();
        Path learned = folder.resolve("preparation");
        preparation.fit(reader.train(), new int[] {0}).save(learned);
        InputShape before = reader.train().input();
        Files.delete(train);

        Dataset other = round1(train).read(file("other", "8|,|1 2 \n9|,|1 2 3 4 5 \n"));
        Dataset data = preparation.restore(learned).apply(other);

        assertThat(data.input()).isEqualTo(before);
        assertThat(data.features(new int[] {1}).values().toFloatMatrix()).isDeepEqualTo(new float[][] {{1, 2, 3}});
        assertThat(data.cut(0)).isZero();
        assertThat(data.cut(1)).isEqualTo(2);
    }

    @Test
    void groupsLookAtWholeReports() throws IOException {
        Path train = file("train", "0|,|1 2 3 4 |,|\n1|,|9 2 3 4 |,|\n2|,|1 5 6 7 |,|\n");
        CtReportReader reader = new CtReportReader(new Params(
                train,
                Optional.empty(),
                Format.ROUND1,
                TestFormat.UNLABELLED,
                858,
                1,
                List.of(),
                new Groups(Groups.By.SHARED_PHRASES, 50, 100, 3, 3)));
        Dataset data = reader.train();

        assertThat(reader.grouped()).isTrue();
        assertThat(data.group(1)).isEqualTo(data.group(0));
        assertThat(data.group(2)).isNotEqualTo(data.group(0));
    }

    /** A dozen reports of one to twelve tokens. */
    private Path labelled() {
        return reports("train", 12, row -> "|,|" + row + " ");
    }

    /** Longer ones than the training file has. */
    private Path unlabelled() {
        return reports("test", 15, row -> "");
    }

    private Path reports(String name, int count, IntFunction<String> labels) {
        String text = IntStream.range(0, count)
                .mapToObj(row -> row + "|,|"
                        + IntStream.rangeClosed(0, row)
                                .mapToObj(step -> 40 * row + step + " ")
                                .collect(joining())
                        + labels.apply(row) + "\n")
                .collect(joining());
        try {
            return file(name, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CtReportReader round1(Path train) {
        return Reports.files(train, Format.ROUND1, Optional.empty(), TestFormat.UNLABELLED);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
