package io.foldwise.plugin.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.ReaderContract;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.toolkit.table.Separator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

final class NumericTableReaderTest extends ReaderContract {

    private static final List<String> LABELS = List.of("ill", "old");

    @TempDir
    private Path folder;

    private Path train;
    private Path test;

    @BeforeEach
    void writeTables() {
        train = write("train.csv", "id,height,ill,weight,old", "a,1.5,0,60,1", "b,2.5,1,80,0", "c,2,0.5,70,1");
        test = write("test.csv", "weight,id,height", "70,x,2", "90,y,3");
    }

    @Override
    protected Reader reader() {
        return reader(true);
    }

    private Reader reader(boolean standardise) {
        return new NumericTableReader(params(Optional.of(test), Separator.COMMA, LABELS, standardise));
    }

    @Override
    protected Optional<Reader> readerOfAnotherLastSample() {
        Path before = train;
        train = write("other.csv", "id,height,ill,weight,old", "a,1.5,0,60,1", "b,2.5,1,80,0", "c,1e9,0.5,-1e9,1");
        Reader other = reader();
        train = before;
        return Optional.of(other);
    }

    @Test
    void readsIdsTargetsAndFeatures() {
        Dataset data = train(reader(false));
        assertThat(ids(data)).containsExactly("a", "b", "c");
        assertThat(data.input()).isEqualTo(new InputShape.Vector(2));
        assertThat(data.task().first().columns()).containsExactly("ill", "old");
        assertThat(data.targets(2)).containsExactly(0.5f, 1f);
        assertThat(features(data)).isDeepEqualTo(new float[][] {{1.5f, 60}, {2.5f, 80}, {2, 70}});
    }

    @Test
    void findsTheTrainingFeaturesInTheTestFileByName() {
        Dataset data = test(reader(false));
        assertThat(ids(data)).containsExactly("x", "y");
        assertThat(data.labelled()).isFalse();
        assertThat(features(data)).isDeepEqualTo(new float[][] {{2, 70}, {3, 90}});
    }

    @Test
    void passesOverLabelsOfSamplesToPredict() {
        Dataset data = prepared(reader(false), reader(false).read(train));
        assertThat(data.labelled()).isFalse();
        assertThat(features(data)).isDeepEqualTo(features(train(reader(false))));
    }

    @Test
    void standardisesByTheTrainingRows() {
        INDArray trained = train(reader(true)).features(new int[] {0, 1, 2}).values();
        assertThat(trained.mean(0).toDoubleVector())
                .usingComparatorWithPrecision(1e-6)
                .containsExactly(0, 0);
        assertThat(trained.std(false, 0).toDoubleVector())
                .usingComparatorWithPrecision(1e-6)
                .containsExactly(1, 1);
        float[][] tested = features(test(reader(true)));
        double deviation = Math.sqrt((0.25 + 0.25) / 3);
        assertThat((double) tested[0][0]).isCloseTo(0, within(1e-6));
        assertThat((double) tested[1][0]).isCloseTo((3 - 2) / deviation, within(1e-6));
    }

    @Test
    void leavesConstantFeaturesFinite() {
        train = write("train.csv", "id,height,weight,ill,old", "a,7,60,0,1", "b,7,80,1,0");
        assertThat(features(train(reader(true)))).isDeepEqualTo(new float[][] {{0, -1}, {0, 1}});
    }

    @Test
    void readsWhatSpreadsheetsWrite() {
        train = write("train.csv", "\uFEFFid;height;\"ill\";old", "\"Doe; Jane\";1.5;\"0\";1", "b;2.5;1;0");
        Dataset data = new NumericTableReader(params(Optional.empty(), Separator.SEMICOLON, LABELS, false)).train();
        assertThat(ids(data)).containsExactly("Doe; Jane", "b");
        assertThat(data.targets(0)).containsExactly(0f, 1f);
    }

    @Test
    void saysWhatASpreadsheetMayHaveDone() {
        train = write("train.csv", "id;height;ill;old", "a;1.5;0;1");
        assertRefused("train.csv:1: has one column, 'id;height;ill;old'; its cells look separated by another character:"
                + " try separator = semicolon");
        train = write("train.csv", "id,height,ill,old", "\"a", "b\",1,0,1", "c,\"1,5\",0,1");
        assertRefused(
                "train.csv:2: id holds a line feed or another control character",
                "train.csv:4: column 'height' is '1,5', not a finite number; write a decimal point");
    }

    @Test
    void aNumberOfManyDigitsIsNoneAndIsNotToldInFull() {
        train = write("train.csv", "id,height,ill,old", "a," + "1".repeat(1 << 20) + ",0,1");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> reader().train())
                .satisfies(refusal -> assertThat(refusal.getMessage())
                        .hasSizeLessThan(2000)
                        .contains("train.csv:2: column 'height' is '111")
                        .endsWith("111', not a finite number"));
    }

    @Test
    void listsEveryBadLine() {
        train = write(
                "train.csv",
                "id,height,ill,weight,old",
                "a,1.5,0,60,1",
                "b,2.5,1,80",
                "a,1.5,0,60,1",
                "d,tall,0,60,1",
                "e,NaN,0,60,1",
                "f,1e99,0,60,1",
                "g,1.5,2,60,1",
                "h,,1,60,1");
        assertRefused(
                "train.csv:3: expects 5 columns, found 4",
                "train.csv:4: id 'a' is that of line 2, too",
                "train.csv:5: column 'height' is 'tall', not a finite number",
                "train.csv:6: column 'height' is 'NaN', not a finite number; if it stands for a missing value:"
                        + " missing-values = [\"NaN\"]",
                "train.csv:7: column 'height' is '1e99', not a finite number",
                "train.csv:8: label 'ill' is 2.0, not from 0 to 1",
                "train.csv:9: column 'height' is empty; missing = impute fills empty cells");
    }

    @Test
    void listsNoMoreThanTwentyBadLinesAndCountsTheRest() {
        String[] lines = IntStream.range(0, 31)
                .mapToObj(row -> row == 0 ? "id,height,ill,old" : "sample-" + row + ",1,0,x")
                .toArray(String[]::new);
        train = write("train.csv", lines);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> reader().train())
                .satisfies(refusal -> assertThat(refusal.problems()).hasSize(20))
                .satisfies(refusal -> assertThat(refusal.total()).isEqualTo(30));
    }

    @Test
    void refusesHeadersThatDoNotFit() {
        train = write("train.csv", "name,height,height,", "a,1,2,3");
        assertRefused("train.csv:1: column 'height' occurs twice", "train.csv:1: a column has no name");
        train = write("train.csv", "name,height", "a,1");
        assertRefused(
                "train.csv:1: has no column 'id'",
                "train.csv:1: has no column 'ill'",
                "train.csv:1: has no column 'old'");
        train = write("train.csv", "id,ill,old", "a,1,0");
        assertRefused("train.csv:1: has no columns besides ids and what is to be predicted");
    }

    @Test
    void refusesTestFilesWithoutAFeature() {
        test = write("test.csv", "id,weight,age", "x,70,30");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> test(reader()))
                .withMessageEndingWith("test.csv:1: has no column 'height'");
    }

    @Test
    void refusesFilesWithoutSamples() {
        train = write("train.csv", "id,height,ill,old");
        assertRefused("train.csv: needs a header and at least one sample");
    }

    @Test
    void refusesFilesThatAreNotText() throws IOException {
        Files.write(train, new byte[] {'i', 'd', (byte) 0xC3, (byte) 0x28, '\n', 'a', '\n'});
        assertRefused("train.csv:1: is not UTF-8: byte 0xC3; save it as UTF-8");
    }

    @Test
    void keepsAttributesThatAreNoFeatures() {
        train = write(
                "train.csv", "id,height,site,ill,weight,old,fold", "a,1,Bonn,0,60,1,2", "b,2,\"Rome, IT\",1,80,0,");
        Dataset data = train(reader("fold", "site"));
        assertThat(data.input()).isEqualTo(new InputShape.Vector(2));
        assertThat(data.attributes()).containsExactly("fold", "site");
        assertThat(data.attribute(0, "fold")).hasValue("2");
        assertThat(data.attribute(1, "fold")).isEmpty();
        assertThat(data.attribute(1, "site")).hasValue("Rome, IT");
        assertThat(features(
                        prepared(reader("fold", "site"), reader("fold", "site").read(train))))
                .isDeepEqualTo(features(data));
    }

    @Test
    void refusesAttributesThatAreNotThere() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> reader("site").train())
                .withMessageEndingWith("train.csv:1: has no column 'site'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader("ill"))
                .withMessage("attributes name a column that is used, 'ill'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader("site", "site"))
                .withMessage("attributes name a column twice");
    }

    private Reader reader(String... attributes) {
        return new NumericTableReader(params(Optional.of(test), Separator.COMMA, LABELS, List.of(attributes), true));
    }

    @Test
    void readsTablesOfManyColumns() {
        String header =
                IntStream.range(0, 30_000).mapToObj(i -> ",x" + i).collect(Collectors.joining("", "id", ",ill,old"));
        String row = "7,".repeat(30_000) + "0,1";
        train = write("train.csv", header, "a," + row, "b," + row);
        assertThat(train(reader(false)).input()).isEqualTo(new InputShape.Vector(30_000));
    }

    @Test
    void refusesParametersThatContradictEachOther() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> params(List.of("ill", "ill")))
                .withMessage("labels name a column twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> params(List.of("ill", "id")))
                .withMessage("the column of ids, 'id', is named as something else, too");
    }

    private NumericTableReader.Params params(List<String> labels) {
        return params(Optional.of(test), Separator.COMMA, labels, true);
    }

    private NumericTableReader.Params params(
            Optional<Path> toPredict, Separator separator, List<String> labels, boolean standardise) {
        return params(toPredict, separator, labels, List.of(), standardise);
    }

    private NumericTableReader.Params params(
            Optional<Path> toPredict,
            Separator separator,
            List<String> labels,
            List<String> attributes,
            boolean standardise) {
        return new NumericTableReader.Params(
                train,
                toPredict,
                false,
                separator,
                "id",
                labels,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                attributes,
                Missing.REFUSE,
                List.of(),
                standardise);
    }

    private static Dataset train(Reader reader) {
        return prepared(reader, reader.train());
    }

    private static Dataset test(Reader reader) {
        return prepared(reader, reader.test().orElseThrow());
    }

    /** By what all training rows tell. */
    private static Dataset prepared(Reader reader, Dataset raw) {
        Dataset all = reader.train();
        int[] rows = IntStream.range(0, all.size()).toArray();
        return reader.preparation().orElseThrow().fit(all, rows).apply(raw);
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

    private static List<String> ids(Dataset data) {
        return IntStream.range(0, data.size()).mapToObj(data::id).toList();
    }

    private static float[][] features(Dataset data) {
        int[] rows = IntStream.range(0, data.size()).toArray();
        return data.features(rows).values().toFloatMatrix();
    }
}
