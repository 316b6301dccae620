package io.foldwise.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.cli.damage.FinishedRun;
import io.foldwise.cli.damage.FinishedRun.Answer;
import io.foldwise.engine.provenance.Provenance;
import io.foldwise.engine.store.SealedRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs, trained again from their records. */
final class ReproduceTest {

    private static final String CLASS = "io.foldwise.plugin.example.Perceptron";

    @TempDir
    private Path folder;

    @Test
    void givesTheSameBytes() throws IOException {
        Path run = new PlantRuns(folder).run("run");
        Answer answer = reproduce(run);
        assertThat(answer.code()).as(answer.progress() + answer.results()).isZero();
        assertThat(answer.results()).contains("the same: all ").doesNotContain("not the same");
        Path again = PlantRuns.last(answer);
        assertThat(again).isNotEqualTo(run);
        assertThat(again.resolve("submission.csv")).hasSameBinaryContentAs(run.resolve("submission.csv"));
        assertThat(again.resolve("trial-000/fold-1/model.zip"))
                .hasSameBinaryContentAs(run.resolve("trial-000/fold-1/model.zip"));

        Answer fold = reproduce(run, "--fold", "1");
        assertThat(fold.code()).as(fold.progress() + fold.results()).isZero();
        Path single = PlantRuns.last(fold);
        assertThat(single.resolve("trial-000/fold-1/model.zip"))
                .hasSameBinaryContentAs(run.resolve("trial-000/fold-1/model.zip"));
        assertThat(single.resolve("trial-000/fold-0")).doesNotExist();
        String nowhere = folder.resolve("nowhere").toString();
        PlantRuns.refused(
                "there is no fold 2", "reproduce", run.toString(), "--fold", "2", "--in-process", "--results", nowhere);
        assertThat(Path.of(nowhere)).as("nothing was tried").doesNotExist();
    }

    @Test
    void saysWhatDiffersAndByWhichClass() throws IOException {
        Path run = new PlantRuns(folder).run("run");
        Path program = run.resolve("program.csv");
        String parts = Files.readString(program);
        assertThat(parts).contains(CLASS + ",");
        Files.writeString(program, parts.replaceFirst(CLASS + ",.*", CLASS + ",0000000000000000"));
        Provenance before = SealedRecord.read(run.resolve("provenance.json"), Provenance.class, "");
        SealedRecord.write(run.resolve("provenance.json"), otherwise(before));
        Path predictions = run.resolve("trial-000/fold-0/oof.csv");
        String table = Files.readString(predictions);
        String first = table.lines().skip(1).findFirst().orElseThrow();
        float bean = Float.parseFloat(first.split(",")[1]);
        Files.writeString(predictions, table.replace(first, first.replace("," + bean + ",", "," + (bean + 1) + ",")));

        Answer answer = reproduce(run, "--fold", "0");

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.results())
                .contains("not the same: 1 of ")
                .contains("  trial-000/fold-0/oof.csv\n")
                .contains("the largest difference of a prediction is 1.0000")
                .contains("code changed: " + CLASS + "\n")
                .contains("Java was 11 and is ");
        Answer json = reproduce(run, "--fold", "0", "--json");
        assertThat(json.results()).contains("\"equal\" : false").contains("code changed: " + CLASS);
    }

    private static Provenance otherwise(Provenance now) {
        return new Provenance(
                now.started(),
                now.version(),
                "other",
                now.commit(),
                now.uncommitted(),
                now.backend(),
                now.coreType(),
                now.products(),
                "11",
                now.system(),
                now.host(),
                now.cores(),
                now.seed(),
                now.threads(),
                now.data(),
                now.weights(),
                now.parent());
    }

    @Test
    void trialsOfASweep() throws IOException {
        PlantRuns plants = new PlantRuns(folder);
        Path sweep = plants.run("sweep");
        PlantRuns.refused("say with --trial", "reproduce", sweep.toString(), "--fold", "0");
        PlantRuns.refused("has no trial 5", "reproduce", sweep.toString(), "--trial", "5");
        Answer answer = reproduce(sweep, "--trial", "1");
        assertThat(answer.code()).as(answer.progress() + answer.results()).isZero();
        assertThat(PlantRuns.last(answer).resolve("trial-000/fold-0/model.zip"))
                .hasSameBinaryContentAs(sweep.resolve("trial-001/fold-0/model.zip"));

        Files.writeString(plants.train(), Files.readString(plants.train()) + "77,1.00,bean,0.20\n");
        PlantRuns.refused("has changed since this run began", "reproduce", sweep.toString(), "--trial", "1");
    }

    @Test
    void aWholeSweep() throws IOException {
        Path sweep = new PlantRuns(folder).run("sweep");
        Answer answer = reproduce(sweep);
        assertThat(answer.code()).as(answer.progress() + answer.results()).isZero();
        assertThat(answer.results()).contains("the same: all ");
        Path again = PlantRuns.last(answer);
        for (String file : List.of("trials.csv", "submission.csv", "trial-001/fold-1/model.zip")) {
            assertThat(again.resolve(file)).hasSameBinaryContentAs(sweep.resolve(file));
        }
    }

    private Answer reproduce(Path run, String... more) {
        String[] arguments = new String[more.length + 5];
        System.arraycopy(
                new String[] {"reproduce", run.toString(), "--in-process", "--results", out()}, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return FinishedRun.foldwise(arguments);
    }

    private String out() {
        return folder.resolve("again").toString();
    }
}
