package io.foldwise.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Predictions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PredictionFileTest {

    private static final LabelSchema LABELS = LabelSchema.of("labels", List.of("a", "b"));

    @TempDir
    private Path folder;

    @Test
    void readsBackEveryBitAndEveryId() {
        Random random = new Random(5);
        float[][] rows = new float[200][2];
        String[] ids = new String[rows.length];
        for (int row = 0; row < rows.length; row++) {
            ids[row] = row % 3 == 0 ? "a,\"" + row + "\",b" : "id " + row;
            rows[row] = new float[] {random.nextFloat(), (float) Math.exp(-40 * random.nextDouble())};
        }
        Path file = folder.resolve("oof.csv");

        PredictionFile.write(file, LABELS, new Predictions(List.of(ids), rows));
        assertThat(PredictionFile.read(file, LABELS)).isDeepEqualTo(rows);
        assertThat(ids(file)).containsExactly(ids);
    }

    @Test
    void readsBackIdsAndLabelsThatHoldCommasAndLineFeeds() throws IOException {
        LabelSchema labels = LabelSchema.of("labels", List.of("ill, or not", "\"old\""));
        Predictions predictions =
                new Predictions(List.of("a\nb", "c,d", ""), new float[][] {{0, 1}, {1, 0}, {0.5f, 1}});
        Path file = folder.resolve("oof.csv");

        PredictionFile.write(file, labels, predictions);

        assertThat(Files.readString(file)).startsWith("id,\"ill, or not\",\"\"\"old\"\"\"\n\"a\nb\",0.0,1.0\n");
        assertThat(ids(file)).isEqualTo(predictions.ids());
        assertThat(PredictionFile.read(file, labels)).isDeepEqualTo(predictions.rows(labels));
    }

    private static List<String> ids(Path file) {
        List<String> ids = new ArrayList<>();
        Csv.forEach(file, header -> {}, cells -> ids.add(cells.get(0)));
        return ids;
    }

    @Test
    void namesTheLineThatIsNotWhole() throws IOException {
        Path file = folder.resolve("oof.csv");
        Files.writeString(file, "id,a,b\n0,0.5,0.25\n1,0.5");

        assertThatThrownBy(() -> PredictionFile.read(file, LABELS))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("line 3");
    }
}
