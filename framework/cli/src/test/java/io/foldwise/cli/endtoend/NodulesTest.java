package io.foldwise.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foldwise.cli.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's way through the program where nodules of volumes are looked for, in two levels of training, the second on larger, hard crops. */
@Tag("slow")
final class NodulesTest {

    private static final String EXPERIMENT = Shared.INCLUDE + """
            name = nodules
            data { type = synthetic-ct, train = 6, test = 3, size = [32, 48, 48], nodules = 3, largest = 12, anchors = [6, 12] }
            split { type = grouped-k-fold, folds = 2 }
            model {
              type = nodule-net, stem = 4, down = [4, 4, 4, 4], down-blocks = [1, 1, 1, 1], up = [4, 4], up-blocks = [1, 1]
              hidden = 8, dropout = 0.1
            }
            examples { type = nodule-crops, size = 20, border = 4, times = [1, 1, 1] }
            augment = [
              { type = volume-flip }, { type = volume-crop, size = 16, border = 4, scale { smallest = 4 } }
              { type = anchor-targets, negatives = 40 }
            ]
            loss { type = nodules }
            trainer { optimizer { type = adam, lr = 3e-3 }, early-stop = null, validate-every = 4 }
            stages = [
              { sampler { type = shuffled, batch = 4 }, trainer { epochs = 2 } }
              {
                examples { type = nodule-crops, size = 36, border = 4, times = [1, 1, 1] }
                augment = [{ type = volume-crop, size = 32, border = 4 }, { type = anchor-targets, negatives = 40 }]
                sampler { type = hard-examples, share = 0.5, batches { type = shuffled, batch = 4 } }
                loss { type = nodules, errors = 4 }
                trainer { epochs = 20 }
              }
            ]
            inference { type = volume-tiles, window = 48, margin = 0 }
            metrics = [froc, box-ap]
            post-processing = [{ type = box-threshold, false-positives = 1000 }]
            submission { type = nodule-csv }
            """;

    /** What the run says as it has done the third epoch of the second level of its last fold. */
    private static final String IN_THE_SECOND_LEVEL = "\"fold\":1,\"worker\":0,\"report\":{\"stage\":1,\"epoch\":3,";

    @TempDir
    private static Path folder;

    private static Path undisturbed;

    @BeforeAll
    static void runUndisturbed() throws Exception {
        Files.writeString(folder.resolve("nodules.conf"), EXPERIMENT);
        Program program = Program.run(folder, "run", "nodules.conf", "--workers", "1", "--results", "undisturbed");
        assertThat(program.status()).as(program.progress()).isZero();
        undisturbed = program.folder();
    }

    @Test
    void leadsFromAFileToScoresAndToNodulesInMillimetres() throws Exception {
        JsonNode scores = new ObjectMapper()
                .readTree(undisturbed.resolve("scores.json").toFile())
                .get("metrics");
        assertThat(scores.at("/froc/outOfFold").asDouble()).isBetween(0.0, 1.0);
        assertThat(scores.at("/froc/baselines").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("shuffled centres", "always the centre");
        assertThat(scores.at("/froc/details").has("sensitivity at 1/8")).isTrue();

        Files.writeString(folder.resolve("names.txt"), "test-0\ntest-2\n");
        Program predict = Program.run(
                folder, "predict", undisturbed.toString(), "--input", "names.txt", "--output", "nodules.csv");
        assertThat(predict.status()).as(predict.progress()).isZero();
        List<String> own = Files.readAllLines(undisturbed.resolve("submission.csv")).stream()
                .filter(line -> !line.startsWith("test-1,"))
                .toList();
        assertThat(Files.readAllLines(folder.resolve("nodules.csv")))
                .hasSizeGreaterThan(1)
                .isEqualTo(own);
    }

    @Test
    void resumesInTheMiddleOfALevelToTheSameBytes() throws Exception {
        Program program =
                Program.start(folder, "run", "nodules.conf", "--workers", "1", "--results", "killed", "--events");
        program.await(IN_THE_SECOND_LEVEL);
        List<ProcessHandle> workers = program.workers();
        program.kill();
        program.status();
        workers.forEach(ProcessHandle::destroyForcibly);
        Path run = onlyRun("killed");
        assertThat(run.resolve("scores.json")).doesNotExist();
        Program resumed = Program.run(folder, "resume", run.toString());
        assertThat(resumed.status()).as(resumed.progress()).isZero();
        assertThat(resumed.progress()).contains("finished before");
        for (String file : List.of(
                "submission.csv",
                "post-processing.json",
                "trial-000/fold-0/oof.npz",
                "trial-000/fold-1/oof.npz",
                "trial-000/fold-1/test.npz")) {
            assertThat(run.resolve(file)).as(file).hasSameBinaryContentAs(undisturbed.resolve(file));
        }
    }

    private static Path onlyRun(String results) throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve(results).resolve("nodules"))) {
            return runs.reduce((one, other) -> other).orElseThrow();
        }
    }
}
