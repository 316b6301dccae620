package io.foldwise.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryTableTest {

    @TempDir
    private Path folder;

    @Test
    void readsAMetricBackFromQuotedCells() throws IOException {
        Path file = write("stage,epoch,\"validation-f1, macro\",stop-reason\n1,1,0.5,\n1,2,0.75,\"so, enough\"\n");

        assertThat(HistoryTable.validation(file, "f1, macro")).isEqualTo(List.of(0.5, 0.75));
    }

    @Test
    void saysWhereATableIsDamaged() throws IOException {
        Path file = write("stage,epoch,validation-auc,stop-reason\n1,1,0.5,\n1,2\n");

        assertThatThrownBy(() -> HistoryTable.validation(file, "auc"))
                .isInstanceOf(StoreException.class)
                .hasMessage("could not read " + file + ": line 3 is not whole");
    }

    private Path write(String table) throws IOException {
        return Files.writeString(folder.resolve("history.csv"), table);
    }
}
