package io.foldwise.engine.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.execution.InProcessExecutor;
import io.foldwise.engine.execution.UnitRunner;
import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.run.RunException;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.study.SingleStudy;
import io.foldwise.engine.sweep.OddPlugin;
import io.foldwise.engine.sweep.ScalesPlugin;
import io.foldwise.engine.sweep.ToyPlugin;
import io.foldwise.engine.wiring.PluginLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunResultsTest {

    private static final ExperimentFiles LOADER =
            new ExperimentFiles(PluginLoader.of(List.of(new ToyPlugin(), new ScalesPlugin(), new OddPlugin())));
    private static final String EXPERIMENT = ToyPlugin.SHARED + "name = toy, data = toy, split = toy, model = guess\n";

    @TempDir
    private Path directory;

    @Test
    void aSubmissionThatIsNotValidCostsNoScores() throws Exception {
        OpenRun run = run("submission = refused");

        assertThatThrownBy(() -> complete(run))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("submission.csv would not be valid:\nthe contest takes none");

        assertThat(run.folder().scores()).isNotEmptyFile();
        assertThat(run.folder().checksums()).isNotEmptyFile();
    }

    @Test
    void whatIsNoLongerAskedForIsTakenAway() throws Exception {
        OpenRun run = run("submission = toy, post-processing = [{ type = scaled, by = 2 }]");
        complete(run);
        RunFolder folder = run.folder();
        assertThat(folder.submission()).exists();
        assertThat(folder.postProcessing()).exists();

        Path resolved = folder.resolved();
        Files.writeString(resolved, Files.readString(resolved) + "\nsubmission = null\npost-processing = []\n");
        complete(OpenRun.open(folder, LOADER, Optional.empty()));

        assertThat(folder.submission()).doesNotExist();
        assertThat(folder.postProcessing()).doesNotExist();
        assertThat(folder.scores()).exists();
    }

    private OpenRun run(String settings) throws Exception {
        Path file = Files.writeString(directory.resolve("test.conf"), EXPERIMENT + settings);
        return OpenRun.create(LOADER.load(file, List.of()), directory.resolve("results"));
    }

    private static void complete(OpenRun run) throws Exception {
        try (InProcessExecutor executor = new InProcessExecutor(new UnitRunner(run.work()), event -> {})) {
            new SingleStudy(run).complete(executor, event -> {});
        }
    }
}
