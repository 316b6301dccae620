package io.foldwise.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.execution.FailureKind;
import io.foldwise.engine.execution.Outcome;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.execution.UnitRunner;
import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.sweep.ToyPlugin;
import io.foldwise.engine.wiring.PluginLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnitFitTest {

    private static final ExperimentFiles LOADER = new ExperimentFiles(PluginLoader.of(List.of(new ToyPlugin())));

    @TempDir
    private Path directory;

    @Test
    void aComponentThatBreaksIsNamed() throws Exception {
        Path file = Files.writeString(
                directory.resolve("test.conf"),
                ToyPlugin.SHARED + "name = toy, data = toy, split = toy, model { type = guess, fault = breaks }");
        OpenRun run = OpenRun.create(LOADER.load(file, List.of()), directory.resolve("results"));
        Unit unit = new Unit(0, 1);

        assertThat(new UnitRunner(run.work()).run(unit, report -> {}))
                .isEqualTo(new Outcome.Failed(
                        unit,
                        FailureKind.ERROR,
                        "IllegalStateException: broken, in model guess (" + ToyPlugin.Guess.class.getName() + ")"));
    }
}
