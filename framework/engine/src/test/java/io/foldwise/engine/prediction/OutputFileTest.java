package io.foldwise.engine.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.store.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputFileTest {

    @TempDir
    private Path folder;

    private RunFolder run;
    private Path input;

    @BeforeEach
    void makeInput() throws IOException {
        run = new RunFolder(Files.createDirectory(folder.resolve("run")));
        input = Files.createDirectories(folder.resolve("input/deep")).getParent();
        Files.writeString(input.resolve("a.png"), "a");
        Files.writeString(input.resolve("deep/b.png"), "b");
    }

    @Test
    void takesThePlaceOfNothingInAFolderOfSamples() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), input);
        for (Path sample : List.of(input.resolve("a.png"), input.resolve("deep/b.png"), link.resolve("a.png"))) {
            assertThatThrownBy(() -> OutputFile.of(sample).requireOther(run, input, List.of()))
                    .isInstanceOf(RunRefusedException.class)
                    .hasMessageContaining("is there already, in the folder of the input");
        }
        Files.writeString(folder.resolve("old.csv"), "old");
        for (Path other : List.of(input.resolve("predictions.csv"), folder.resolve("old.csv"))) {
            OutputFile.of(other).requireOther(run, input, List.of());
        }
    }

    @Test
    void isNoDataFile() throws IOException {
        Path data = Files.writeString(folder.resolve("train.csv"), "id");
        assertThatThrownBy(() -> OutputFile.of(data).requireOther(run, input, List.of(data)))
                .hasMessageContaining("is a data file of the run");
        assertThat(data).hasContent("id");
    }
}
