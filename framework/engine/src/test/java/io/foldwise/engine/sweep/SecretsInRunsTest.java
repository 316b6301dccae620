package io.foldwise.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.experiment.LoadedExperiment;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.wiring.PluginLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsInRunsTest {

    private static final ExperimentLoader LOADER = new ExperimentFiles(PluginLoader.of(List.of(new ToyPlugin())));
    private static final String EXPERIMENT =
            "name = toy, data { type = toy, password = %s }, split = toy, model = guess, submission = toy\n"
                    + ToyPlugin.SHARED;

    @TempDir
    private Path directory;

    @Test
    void areKeptToTheOwnerWhereverTheyComeFrom() throws IOException {
        RunFolder folder =
                run(LOADER.parse("x.conf", EXPERIMENT.formatted("${PATH}"))).folder();
        OpenRun again = run(LOADER.load(folder.resolved(), List.of()));

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(again.folder().path())))
                .isEqualTo("rwx------");
        assertThat(again.notices())
                .extracting(RunEvent.Notice::text)
                .singleElement()
                .asString()
                .startsWith("password stands readable in")
                .contains("readable by you alone");
    }

    @Test
    void areNotSaidToBeKeptWhereTheyAreNot() throws IOException {
        OpenRun run = run(LOADER.parse("x.conf", EXPERIMENT.formatted("hunter22")));
        Files.setPosixFilePermissions(run.folder().path(), PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(OpenRun.open(run.folder(), LOADER, Optional.empty()).notices())
                .extracting(RunEvent.Notice::text)
                .singleElement()
                .asString()
                .contains("others may be able to read the folder")
                .doesNotContain("you alone");
    }

    private OpenRun run(LoadedExperiment experiment) {
        return OpenRun.create(experiment, directory);
    }
}
