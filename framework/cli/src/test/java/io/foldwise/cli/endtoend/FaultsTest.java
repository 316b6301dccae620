package io.foldwise.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foldwise.cli.Shared;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.engine.store.WholeFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens on the way, a run ends with the same bytes as one that nothing happened to. */
@Tag("slow")
final class FaultsTest {

    private static final String EXPERIMENT = Shared.INCLUDE + """
            name = faults
            data { type = synthetic-reports, train-reports = 300, test-reports = 50 }
            split { type = k-fold, folds = 3 }
            model { type = text-cnn, embedding = 16, filters = 16, kernels = [2, 3] }
            trainer { epochs = 200 }
            submission { type = ct-report-round1 }
            """;

    private static final int SIGINT = 2;

    @TempDir
    private static Path folder;

    private static Path undisturbed;

    @BeforeAll
    static void runUndisturbed() throws Exception {
        Files.writeString(folder.resolve("faults.conf"), EXPERIMENT);
        Program program = Program.run(folder, "run", "faults.conf", "--in-process", "--results", "undisturbed");
        assertThat(program.status()).as(program.progress()).isZero();
        undisturbed = program.folder();
    }

    @Test
    void survivesAWorkerThatIsKilled() throws Exception {
        Program program = Program.start(folder, "run", "faults.conf", "--workers", "2", "--results", "killed-worker");
        program.await("epoch 1/");
        program.workers().get(0).destroyForcibly();
        assertThat(program.status()).as(program.progress()).isZero();
        assertThat(program.progress())
                .containsOnlyOnce("was killed by signal 9")
                .contains("it is tried again");
        assertSameResults(program.folder());
    }

    @Test
    void survivesAWorkerThatIsStopped() throws Exception {
        Program program = Program.start(
                folder,
                "run",
                "faults.conf",
                "--workers",
                "2",
                "--results",
                "stopped-worker",
                "--set",
                "execution.silence-limit=10s");
        program.await("epoch 1/");
        String worker = Long.toString(program.workers().get(0).pid());
        new ProcessBuilder("kill", "-STOP", worker).start().waitFor();
        assertThat(program.status()).as(program.progress()).isZero();
        assertThat(program.progress())
                .containsOnlyOnce("gave no sign of life for 10 s and was killed; see worker-")
                .contains("it is tried again");
        assertSameResults(program.folder());
    }

    @Test
    void givesUpAUnitWhoseWorkerIsKilledAgainButKeepsTheOthers() throws Exception {
        Program program = Program.start(
                folder,
                "run",
                "faults.conf",
                "--workers",
                "1",
                "--results",
                "killed-twice",
                "--set",
                "execution.retries=0");
        program.await("trial 0 fold 1: epoch 1/");
        program.workers().get(0).destroyForcibly();
        assertThat(program.status()).as(program.progress()).isEqualTo(ExitCode.FAILED);
        assertThat(program.progress()).contains("trial 0 fold 1 failed").contains("foldwise resume");
        Path run = program.folder();
        assertThat(run.resolve("trial-000/fold-0/unit.json")).exists();
        assertThat(run.resolve("trial-000/fold-1")).doesNotExist();
        assertThat(run.resolve("trial-000/fold-2/unit.json")).exists();
        assertThat(Program.run(folder, "resume", run.toString()).status()).isZero();
        assertSameResults(run);
    }

    @Test
    void resumesAfterTheCoordinatorWasKilled() throws Exception {
        Program program = Program.start(folder, "run", "faults.conf", "--workers", "2", "--results", "killed");
        program.await("finished after");
        List<ProcessHandle> workers = program.workers();
        assertThat(workers).isNotEmpty();
        program.kill();
        program.status();
        for (ProcessHandle worker : workers) {
            worker.onExit().get(30, TimeUnit.SECONDS); // no worker outlives its coordinator
        }
        Path run = onlyRun("killed");
        assertThat(run.resolve("scores.json")).doesNotExist();
        pretendOtherCodeBegan(run);
        Program resumed = Program.run(folder, "resume", run.toString());
        assertThat(resumed.status()).as(resumed.progress()).isZero();
        assertThat(resumed.progress())
                .contains("finished before")
                .contains("the code of Foldwise, a plugin or a library has changed since this run began");
        assertThat(resumed.folder()).isEqualTo(run);
        assertSameResults(run);
    }

    private static void pretendOtherCodeBegan(Path run) throws IOException {
        Path provenance = run.resolve("provenance.json");
        ObjectNode record = (ObjectNode) new ObjectMapper().readTree(Files.readString(provenance));
        record.put("program", "0");
        record.remove("checksum");
        record.put("checksum", WholeFile.sha256(record.toString()));
        Files.writeString(provenance, record.toString());
    }

    @Test
    void saysHowToGoOnWhenInterrupted() throws Exception {
        assumeFalse(interruptsAreIgnored(), "started in the background of a shell, where processes ignore Ctrl-C");
        Program program = Program.start(folder, "run", "faults.conf", "--workers", "1", "--results", "interrupted");
        program.await("epoch 1/");
        List<ProcessHandle> workers = program.workers();
        program.interrupt();
        assertThat(program.status()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(program.progress())
                .contains("`foldwise resume " + folder.relativize(onlyRun("interrupted")) + "` goes on")
                .doesNotContain("unexpected");
        assertThat(onlyRun("interrupted").resolve("foldwise.log")).content().contains("interrupted");
        for (ProcessHandle worker : workers) {
            worker.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    /** Processes inherit it from their parents, so ours is the program's too. */
    private static boolean interruptsAreIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        long ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToLong(line -> Long.parseUnsignedLong(line.replaceFirst("SigIgn:\\s*", ""), 16))
                .findFirst()
                .orElse(0);
        return (ignored & 1L << SIGINT - 1) != 0;
    }

    @Test
    void trainsAFoldAgainWhoseModelWasCutShort() throws Exception {
        Program program = Program.run(folder, "run", "faults.conf", "--workers", "2", "--results", "cut");
        assertThat(program.status()).as(program.progress()).isZero();
        Path run = program.folder();
        Path model = run.resolve("trial-000/fold-1/model.zip");
        try (FileChannel file = FileChannel.open(model, StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }
        Object intact = Files.getLastModifiedTime(run.resolve("trial-000/fold-0/unit.json"));
        Program resumed = Program.run(folder, "resume", run.toString());
        assertThat(resumed.status()).as(resumed.progress()).isZero();
        assertThat(resumed.progress())
                .contains("trial 0 fold 1 is trained again: model.zip is damaged")
                .doesNotContain("trial 0 fold 0")
                .doesNotContain("the code of Foldwise");
        assertThat(Files.getLastModifiedTime(run.resolve("trial-000/fold-0/unit.json")))
                .isEqualTo(intact);
        assertSameResults(run);
    }

    @Test
    void leavesFoldsOfAnotherConfigurationAlone() throws Exception {
        Path resolved = undisturbed.resolve("resolved.conf");
        String before = Files.readString(resolved);
        Files.writeString(resolved, before + "\ntrainer.epochs = 201\n");
        try {
            Program resumed = Program.run(folder, "resume", undisturbed.toString());
            assertThat(resumed.status()).isEqualTo(ExitCode.REFUSED);
            assertThat(resumed.progress()).contains("made from another configuration");
            assertThat(undisturbed.resolve("trial-000/fold-0/unit.json")).exists();
        } finally {
            Files.writeString(resolved, before);
        }
    }

    @Test
    void refusesAnOutputThatCannotBeWrittenBeforeItPredicts() throws Exception {
        String input = folder.resolve("faults.conf").toString();
        Program program =
                Program.run(folder, "predict", undisturbed.toString(), "--input", input, "--output", folder.toString());
        assertThat(program.status()).isEqualTo(ExitCode.REFUSED);
        assertThat(program.progress()).contains("is a folder: give --output the name of a file");
    }

    /** Whoever trained it, and however often it was begun. */
    private static void assertSameResults(Path run) {
        for (String file : List.of("split.csv", "oof.csv", "ensemble.json", "submission.csv")) {
            assertThat(run.resolve(file)).hasSameBinaryContentAs(undisturbed.resolve(file));
        }
    }

    private static Path onlyRun(String results) throws IOException {
        try (var runs = Files.list(folder.resolve(results).resolve("faults"))) {
            return runs.findFirst().orElseThrow();
        }
    }
}
