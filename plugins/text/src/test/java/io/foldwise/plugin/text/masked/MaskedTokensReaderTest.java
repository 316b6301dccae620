package io.foldwise.plugin.text.masked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.plugin.text.Reports;
import io.foldwise.plugin.text.report.CtReportReader;
import io.foldwise.plugin.text.report.CtReportReader.Format;
import io.foldwise.plugin.text.report.CtReportReader.TestFormat;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MaskedTokensReaderTest {

    private static final Masking MASKING = new Masking(0.5, 2, 0.8, 0.1);

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("one.csv"), "0|,|1 2 3 4 |,|0 \n1|,|5 6 |,|\n");
        Files.writeString(folder.resolve("test.csv"), "0|,|7 8 7 8 7 8 \n");
        Files.writeString(folder.resolve("two.csv"), "0|,|3 2 1 |,|0 ,1 \n");
    }

    @Test
    void readsTheTextsOfAllFilesAndNoLabel() {
        Reader reader = reader(
                true,
                List.of(
                        spec("one.csv", Format.ROUND1, Optional.of("test.csv"), 6),
                        spec("two.csv", Format.ROUND2, Optional.empty(), 6)));
        Dataset texts = reader.train();

        assertThat(texts.size()).isEqualTo(4);
        assertThat(texts.id(2)).isEqualTo("test-0-0");
        assertThat(texts.id(3)).isEqualTo("train-1-0");
        assertThat(reader.files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("one.csv", "test.csv", "two.csv");
        assertThat(texts.input()).isEqualTo(new InputShape.Sequence(20, 6));
        assertThat(unmasked(texts, 2)).containsExactly(7, 8, 7, 8, 7, 8);
        assertThat(unmasked(texts, 3)).containsExactly(3, 2, 1);
        assertThat(texts.target(0, texts.task().first()).shape()).containsExactly(3);
    }

    @Test
    void leavesTestTextsOutWhereNobodyMayUseThem() {
        assertThat(reader(false, List.of(spec("one.csv", Format.ROUND1, Optional.of("test.csv"), 6)))
                        .train()
                        .size())
                .isEqualTo(2);
    }

    @Test
    void masksTheSameTokensEveryTimeItIsRead() {
        Dataset first = reader(true, List.of(spec("one.csv", Format.ROUND1, Optional.empty(), 6)))
                .train();
        Dataset second = reader(true, List.of(spec("one.csv", Format.ROUND1, Optional.empty(), 6)))
                .train();

        assertThat(second.features(new int[] {0, 1}).values())
                .isEqualTo(first.features(new int[] {0, 1}).values());
        assertThat(second.features(new int[] {1}).values().toFloatVector())
                .as("whatever the batch")
                .containsExactly(
                        first.features(new int[] {0, 1}).values().slice(1).toFloatVector()[0],
                        first.features(new int[] {0, 1}).values().slice(1).toFloatVector()[1]);
    }

    @Test
    void mustKnowTheLongestText() {
        assertThatThrownBy(() -> reader(true, List.of(spec("one.csv", Format.ROUND1, Optional.empty(), 0))))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageContaining("max-length");
    }

    private static int[] unmasked(Dataset texts, int row) {
        Features features = texts.features(new int[] {row});
        MaskedTokens head = (MaskedTokens) texts.task().first();
        return Masking.unmasked(Tensor.row(features.values().toFloatVector()), texts.target(row, head), head);
    }

    private Spec<Reader> spec(String train, Format format, Optional<String> test, int length) {
        CtReportReader.Params params = new CtReportReader.Params(
                folder.resolve(train),
                test.map(folder::resolve),
                format,
                TestFormat.UNLABELLED,
                9,
                length,
                List.of(),
                Reports.NO_GROUPS);
        return new Spec<>("ct-report", CtReportReader.class, params, "test");
    }

    private static Reader reader(boolean test, List<Spec<Reader>> texts) {
        Assembler assembler = new Assembler() {
            @Override
            public <T> T build(Spec<T> spec) {
                return spec.component().cast(new CtReportReader((CtReportReader.Params) spec.params()));
            }
        };
        return new MaskedTokensReader(new MaskedTokensReader.Params(texts, test, MASKING), assembler);
    }
}
