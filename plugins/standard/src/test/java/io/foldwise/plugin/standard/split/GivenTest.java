package io.foldwise.plugin.standard.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.contracts.SplitContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Split;
import io.foldwise.toolkit.table.Separator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GivenTest extends SplitContract {

    private final Dataset data = TinyData.vectors();

    @TempDir
    private Path folder;

    @Override
    protected Split split() {
        return split("site", Optional.empty());
    }

    @Override
    protected boolean changesWithTheSeed() {
        return false;
    }

    private static Split split(String column, Optional<Path> file) {
        return new Given(new Given.Params(column, file, Separator.COMMA, 0));
    }

    @Test
    void takesTheFoldsOfAFileInTheOrderOfTheirNumbers() throws IOException {
        List<String> lines = lines();
        Path file = write(lines);
        assertThat(split(file).files()).containsExactly(file);
        List<Fold> folds = split(file).split(data, new SplittableRandom(1));
        assertThat(folds).hasSize(12);
        assertThat(folds.get(2).heldOut()).as("2 comes before 10").containsExactly(2, 14, 26, 38);
        assertThat(folds.get(2).validation()).isEqualTo(folds.get(2).heldOut());
    }

    @Test
    void saysWhichLinesAreWrong() throws IOException {
        List<String> lines = lines();
        lines.set(2, lines.get(2).replaceAll(",.*", ","));
        lines.set(3, lines.get(1));
        lines.set(4, "somebody,3");
        lines.set(5, "1,2,3");
        Path file = write(lines);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> split(file).split(data, new SplittableRandom(1)))
                .withMessage("""
                        %1$s:3: sample '%2$s' has no fold
                        %1$s:4: sample '%3$s' is that of line 2, too
                        %1$s:5: there is no sample 'somebody' in the data
                        %1$s:6: expects 2 columns, found 3
                        %1$s: has no line for 3 of 48 samples, the first is '%4$s'""".formatted(file, data.id(1), data.id(0), data.id(2)));
    }

    @Test
    void refusesAFileOfOtherColumns() throws IOException {
        Path file = write(List.of("id,part", "a,1"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> split(file).split(data, new SplittableRandom(1)))
                .withMessage(file + ":1: has no column 'fold'");
    }

    @Test
    void refusesASingleFold() throws IOException {
        List<String> lines = new ArrayList<>(List.of("id,fold"));
        for (int row = 0; row < data.size(); row++) {
            lines.add(data.id(row) + ",1");
        }
        Path file = write(lines);
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> split(file).split(data, new SplittableRandom(1)))
                .withMessageEndingWith("fold is '1' for all 48 samples; folds need two values at least");
    }

    private static Split split(Path file) {
        return split("fold", Optional.of(file));
    }

    /** A header, and twelve folds in turn. */
    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < data.size(); row++) {
            lines.add(data.id(row) + "," + row % 12);
        }
        lines.add(0, "id,fold");
        return lines;
    }

    private Path write(List<String> lines) throws IOException {
        return Files.write(folder.resolve("folds.csv"), lines);
    }
}
