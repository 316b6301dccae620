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

/** Networks that guess masked tokens before they are trained with labels: in a run of their own, and in a stage. */
@Tag("slow")
final class PretrainingTest {

    private static final String TEXTS =
            "type = synthetic-reports, train-reports = 120, test-reports = 20, regions = 3, vocabulary = 60, max-length = 40";

    private static final String MASKED = "type = masked-tokens, texts = [{ " + TEXTS + " }]";

    private static final String FOLDS = "split { type = k-fold, folds = 2 }\n";

    private static final String REST = """
            model { type = transformer, width = 8, blocks = 1, heads = 2, feed-forward = 16 }
            sampler { type = length-bucketed, batch = 32 }
            trainer { epochs = 1, optimizer { type = adam, lr = 1e-2 }, early-stop = null }
            """;

    @TempDir
    private Path folder;

    private Program run(String name, String experiment, String... arguments) throws Exception {
        Files.writeString(folder.resolve(name + ".conf"), Shared.INCLUDE + "name = " + name + "\n" + REST + experiment);
        String[] all = new String[arguments.length + 3];
        all[0] = "run";
        all[1] = name + ".conf";
        all[2] = "--in-process";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Program.run(folder, all);
    }

    @Test
    void foldsShareTheWeightsOfARunThatGuessedTokens() throws Exception {
        String guessing = "data { " + MASKED + " }\naugment = [{ type = new-masks }]\nloss = { type = masked-tokens }\n"
                + "metrics = [masked-tokens]\nsplit { type = holdout, train = 9, validation = 0, held-out = 1 }\n";
        Program pretrained =
                run("pretrained", guessing + "trainer { epochs = 15, stop-below = 0.01, keep-best = false }\n");
        assertThat(pretrained.status()).as(pretrained.progress()).isZero();
        JsonNode scores = new ObjectMapper()
                .readTree(pretrained.folder().resolve("scores.json").toFile());
        assertThat(scores.at("/metrics/masked-tokens/outOfFold").asDouble())
                .as("guessing by chance costs log 60")
                .isLessThan(Math.log(60));

        String weights = "run = \"" + pretrained.folder() + "\", fold = 0";
        Program leak = run("leak", FOLDS + "data { " + TEXTS + " }\nstart.weights { " + weights + " }\n");
        assertThat(leak.status()).isEqualTo(2);
        assertThat(leak.progress()).contains("that is a leak");

        Program started = run(
                "started", FOLDS + "data { " + TEXTS + " }\nstart.weights { " + weights + ", unlabelled = true }\n");
        assertThat(started.status()).as(started.progress()).isZero();
        assertThat(Files.readString(started.folder().resolve("trial-000/fold-1/log.txt")))
                .contains("embedding-1/table", "transformer-block-1/");

        Program further = run(
                "further",
                guessing + "trainer { epochs = 1, keep-best = false }\nstart.weights { " + weights
                        + ", unlabelled = true }\n");
        assertThat(further.status()).as(further.progress()).isZero();
    }

    @Test
    void aStageGuessesTokensAndTheNextOneStartsFromIt() throws Exception {
        String stages = FOLDS + "data { " + TEXTS + " }\nstages = [{ data { " + MASKED
                + ", own-task = true }, loss = { type = masked-tokens }, augment = [{ type = new-masks }]"
                + ", trainer { epochs = 2 } }, {}]\n";
        Program program = run("staged", stages);
        assertThat(program.status()).as(program.progress()).isZero();
        assertThat(Files.readString(program.folder().resolve("trial-000/fold-0/log.txt")))
                .as("60 held-out texts are left out")
                .containsPattern("stage 0 has 140 samples of its own, (60|6[1-9]) left out");

        Program all = run("all", stages.replace("own-task = true", "own-task = true, held-out = true"));
        assertThat(all.status()).as(all.progress()).isZero();
        assertThat(Files.readString(all.folder().resolve("trial-000/fold-0/log.txt")))
                .contains("stage 0 has 140 samples of its own, 0 left out");

        Program unasked = run("unasked", stages.replace(", own-task = true", ""));
        assertThat(unasked.status()).isEqualTo(2);
        assertThat(unasked.progress()).contains("own-task = true");
    }
}
