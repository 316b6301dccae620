package io.foldwise.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foldwise.cli.Shared;
import io.foldwise.cli.context.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's way through the program, on a small table. */
@Tag("slow")
final class EndToEndTest {

    private static final Path DATA = Path.of("..", "..", "experiments", "data");

    private static final String EXPERIMENT = Shared.INCLUDE + """
            name = table
            data { type = numeric-table, train = train.csv, test = test.csv, labels = [circle, corner, wave] }
            split { type = k-fold, folds = 3 }
            model { type = perceptron, hidden = [8] }
            trainer { epochs = 5, optimizer { type = adam, lr = 1e-2 } }
            metrics = [mlogloss, macro-auc]
            submission { type = numeric-table }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(folder.resolve("table.conf"), EXPERIMENT);
        Files.copy(DATA.resolve("example-train.csv"), folder.resolve("train.csv"));
        Files.copy(DATA.resolve("example-test.csv"), folder.resolve("test.csv"));
    }

    @Test
    void leadsFromAFileToASubmissionAndToPredictions() throws Exception {
        Program run = Program.run(folder, "run", "table.conf", "--workers", "2");
        assertThat(run.status()).as(run.progress()).isZero();
        assertThat(run.results())
                .containsPattern("metric +out-of-fold, pooled +mean of folds +sd +base rates")
                .containsPattern("mlogloss( +0\\.\\d{4}){2} +\\+- ")
                .contains("fold  epochs  best  mlogloss  macro-auc");
        Path result = run.folder();
        assertThat(result.resolve("submission.csv")).exists();

        Program predict =
                Program.run(folder, "predict", result.toString(), "--input", "test.csv", "--output", "again.csv");
        assertThat(predict.status()).as(predict.progress()).isZero();
        assertThat(predict.folder()).hasSameBinaryContentAs(result.resolve("submission.csv"));

        Program resume = Program.run(folder, "resume", result.toString());
        assertThat(resume.status()).as(resume.progress()).isZero();
        assertThat(resume.folder()).isEqualTo(result);
        assertThat(resume.progress()).contains("3 finished before").doesNotContain("started on worker");
    }

    @Test
    void givesJsonThatAProgramCanRead() throws Exception {
        Program run = Program.run(folder, "run", "table.conf", "--json", "--in-process");
        assertThat(run.status()).as(run.progress()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.results());
        Path result = folder.resolve(json.get("run").asText());
        assertThat(result.resolve("scores.json")).exists();
        assertThat(json.at("/scores/metrics/mlogloss/outOfFold").isNumber()).isTrue();
        assertThat(json.get("folds")).hasSize(3);
        assertThat(json.at("/ensemble/members")).hasSize(3);
        assertThat(folder.resolve(json.get("submission").asText())).exists();
    }

    @Test
    void refusesToResumeOnOtherData() throws Exception {
        Path result = Program.run(folder, "run", "table.conf", "--in-process").folder();
        Files.writeString(folder.resolve("test.csv"), "\n", StandardOpenOption.APPEND);
        Program resume = Program.run(folder, "resume", result.toString());
        assertThat(resume.status()).isEqualTo(ExitCode.REFUSED);
        assertThat(resume.progress()).contains("test.csv").contains("has changed since this run began");
    }

    @Test
    void goesOnWithTheKernelsItBeganWith() throws Exception {
        Map<String, String> prescott = Map.of("OPENBLAS_CORETYPE", "Prescott", "OMP_NUM_THREADS", "1");
        Path result = Program.run(folder, prescott, "run", "table.conf", "--in-process")
                .folder();
        JsonNode provenance =
                new ObjectMapper().readTree(result.resolve("provenance.json").toFile());
        assumeTrue(provenance.get("coreType").asText().equals("Prescott")); // where OpenBLAS has kernels for x86-64
        Path fold = result.resolve("trial-000/fold-0");
        assertThat(new ObjectMapper()
                        .readTree(fold.resolve("unit.json").toFile())
                        .at("/environment/coreType")
                        .asText())
                .isEqualTo("Prescott");
        String before = Files.readString(fold.resolve("oof.csv"));

        Files.delete(fold.resolve("oof.csv"));
        Map<String, String> core2 = Map.of("OPENBLAS_CORETYPE", "Core2", "OMP_NUM_THREADS", "1");
        Program refused = Program.run(folder, core2, "resume", result.toString());
        assertThat(refused.status()).as(refused.progress()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.progress()).contains("those for Core2").contains("OPENBLAS_CORETYPE=Prescott");
        Map<String, String> oneDnn = new HashMap<>(prescott);
        oneDnn.put("FOLDWISE_PRODUCTS", "onednn");
        Program other = Program.run(folder, oneDnn, "resume", result.toString());
        assertThat(other.status()).as(other.progress()).isEqualTo(ExitCode.REFUSED);
        assertThat(other.progress()).contains("products by openblas").contains("FOLDWISE_PRODUCTS=openblas");

        Program resume = Program.run(folder, prescott, "resume", result.toString());
        assertThat(resume.status()).as(resume.progress()).isZero();
        assertThat(fold.resolve("oof.csv")).hasContent(before);
        Program finished = Program.run(folder, core2, "resume", result.toString());
        assertThat(finished.status()).as(finished.progress()).isZero();
    }

    @Test
    void reportsBadLinesOfDataWithoutAStackTrace() throws Exception {
        Files.writeString(folder.resolve("train.csv"), "what,is,this\n", StandardOpenOption.APPEND);
        Program run = Program.run(folder, "run", "table.conf");
        assertThat(run.status()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.progress())
                .contains("train.csv:")
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
        assertThat(run.results()).isEmpty();
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    void reportsALossThatIsNoNumberLonger() throws Exception {
        Program run = Program.run(folder, "run", "table.conf", "--set", "trainer.optimizer.lr=1e30");
        assertThat(run.status()).isEqualTo(ExitCode.FAILED);
        assertThat(run.progress())
                .contains("trial 0 fold 0")
                .contains("foldwise resume")
                .doesNotContain("\tat ");
        assertThat(run.folder()).isDirectory();
    }
}
