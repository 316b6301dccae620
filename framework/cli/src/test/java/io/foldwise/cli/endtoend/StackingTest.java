package io.foldwise.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foldwise.cli.Shared;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's way where one run builds upon what another one predicted out of fold. */
@Tag("slow")
final class StackingTest {

    private static final String IMAGES =
            "type = synthetic-xrays, train = 24, test = 6, size = 16, positive = 0.5, heads = both";

    private static final String REST = """
            split { type = stratified-k-fold, folds = 2 }
            model { type = u-net, encoder { type = plain, channels = [4, 4] } }
            sampler { type = shuffled, batch = 4 }
            trainer { epochs = 1, optimizer { type = adam, lr = 1e-2 } }
            metrics = [{ type = dice, head = mask }, { type = pixel-auc, head = mask }]
            ensemble { type = mean }
            """;

    @TempDir
    private Path folder;

    private Program foldwise(String command, String... arguments) throws Exception {
        String[] all = new String[arguments.length + 1];
        all[0] = command;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Program.run(folder, all);
    }

    private void write(String name, String data, String postProcessing) throws Exception {
        Files.writeString(
                folder.resolve(name + ".conf"),
                Shared.INCLUDE + "name = " + name + "\ndata { " + data + " }\npost-processing = [" + postProcessing
                        + "]\n" + REST);
    }

    @Test
    void leadsFromMasksToMasksUponThem() throws Exception {
        write(
                "first",
                IMAGES,
                "{ type = emptiness, head = mask }, { type = triplet, head = mask }, { type = components, head = mask }");
        Program first = foldwise("run", "first.conf", "--in-process");
        assertThat(first.status()).as(first.progress()).isZero();
        JsonNode scores = new ObjectMapper()
                .readTree(first.folder().resolve("scores.json").toFile());
        assertThat(scores.at("/metrics/mask-dice/baselines").fieldNames())
                .toIterable()
                .containsExactly("mean mask", "all empty");
        assertThat(scores.at("/metrics/mask-dice/baselines/all empty/details/positives")
                        .asDouble())
                .isZero();
        assertThat(scores.at("/postProcessed/mask-dice/details/negatives").isNumber())
                .isTrue();
        assertThat(first.results()).contains("mean mask", "all empty", "  positives", "  negatives");

        write(
                "second",
                "type = stacked, of { " + IMAGES + " }, head = mask, runs = [\"" + first.folder() + "\"]",
                "{ type = emptiness, head = mask, run = \"" + first.folder() + "\", by = non-empty, threshold = 1 }");
        Program second = foldwise("run", "second.conf", "--workers", "1");
        assertThat(second.status()).as(second.progress()).isZero();
        assertThat(second.folder().resolve("report.html"))
                .content()
                .contains("the run results/first/" + first.folder().getFileName() + ", which data.runs[0] names");
        JsonNode emptied = new ObjectMapper()
                .readTree(second.folder().resolve("scores.json").toFile());
        assertThat(emptied.at("/postProcessed/mask-dice/outOfFold"))
                .isEqualTo(emptied.at("/metrics/mask-dice/baselines/all empty/value"));

        Program otherFolds = foldwise("run", "second.conf", "--in-process", "--set", "seed=99");
        assertThat(otherFolds.status()).isEqualTo(2);
        assertThat(otherFolds.progress()).contains("which an earlier run held out apart from it");

        Files.writeString(folder.resolve("names.txt"), "test-0\ntrain-3\n");
        Program predict =
                foldwise("predict", second.folder().toString(), "--input", "names.txt", "--output", "masks.npz");
        assertThat(predict.status()).as(predict.progress()).isZero();
    }
}
