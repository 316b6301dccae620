package io.foldwise.engine.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.execution.InProcessExecutor;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.execution.UnitRunner;
import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.engine.store.UnitRecord;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.sweep.OddPlugin;
import io.foldwise.engine.sweep.ToyPlugin;
import io.foldwise.engine.wiring.PluginLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One more network, trained on all samples. */
final class RefitTest {

    private static final ExperimentFiles LOADER = new ExperimentFiles(PluginLoader.of(List.of(new ToyPlugin())));
    private static final String EXPERIMENT = ToyPlugin.SHARED
            + "name = toy, data = toy, split = toy, model = net, submission = toy, trainer.epochs = 4\n";

    @TempDir
    private Path directory;

    @Test
    void trainsOnAllSamplesForAsManyEpochsAsWereBestInTheMedian() throws Exception {
        RunFolder plain = complete(run(EXPERIMENT));
        OpenRun run = run(EXPERIMENT + "refit = true");
        RunFolder folder = complete(run);

        UnitRecord refit = folder.unit(0, Unit.ALL).unit();
        int[] best = IntStream.range(0, 3)
                .map(fold -> folder.unit(0, fold).unit().bestEpoch())
                .sorted()
                .toArray();
        assertThat(refit.epochs()).isEqualTo(best[1]);
        int samples = run.data().train().size();
        assertThat(WholeFile.read(folder.unit(0, Unit.ALL).file(UnitFolder.LOG)))
                .startsWith("trial 0 on all samples: " + samples + " training, 0 validation, 0 held-out samples");
        assertThat(folder.refitSubmission()).exists();
        assertThat(WholeFile.read(folder.refitSubmission())).isNotEqualTo(WholeFile.read(folder.submission()));
        assertThat(WholeFile.read(folder.submission())).isEqualTo(WholeFile.read(plain.submission()));
        assertThat(plain.refitSubmission()).doesNotExist();
    }

    @Test
    void isTrainedAgainWhereItIsLost() throws Exception {
        OpenRun run = run(EXPERIMENT + "refit = true");
        RunFolder folder = complete(run);
        String before = WholeFile.read(folder.refitSubmission());
        folder.unit(0, Unit.ALL).remove();

        assertThat(new SingleStudy(run).missing(event -> {})).isEqualTo(1);
        complete(run);

        assertThat(WholeFile.read(folder.refitSubmission())).isEqualTo(before);
    }

    @Test
    void refusesSeveralStages() {
        assertThatThrownBy(() -> LOADER.parse("x.conf", EXPERIMENT + "refit = true\nstages = [{}, {}]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("x.conf:3: refit: trains one stage, and there are 2; take it out");
    }

    @Test
    void refusesAScheduleThatWaitsForValidationLosses() throws Exception {
        ExperimentFiles loader = new ExperimentFiles(PluginLoader.of(List.of(new ToyPlugin(), new OddPlugin())));
        String following = EXPERIMENT.replace("schedule { type = constant }", "schedule { type = following }");

        Path file = Files.writeString(directory.resolve("x.conf"), following);
        assertThat(loader.load(file, List.of())).isNotNull();
        Files.writeString(file, following + "refit = true");
        assertThatThrownBy(() -> loader.load(file, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("x.conf:3: refit: trains on all samples, so that none validates, and schedule"
                        + " following waits for validation losses: its rate would never fall; take it out, or another"
                        + " schedule");
        assertThat(loader.parse("resolved.conf", following + "refit = true"))
                .as("a run that has begun goes on")
                .isNotNull();
    }

    private OpenRun run(String experiment) throws Exception {
        Path file = Files.writeString(directory.resolve("test.conf"), experiment);
        return OpenRun.create(LOADER.load(file, List.of()), directory.resolve("results"));
    }

    private static RunFolder complete(OpenRun run) throws Exception {
        try (InProcessExecutor executor = new InProcessExecutor(new UnitRunner(run.work()), event -> {})) {
            new SingleStudy(run).complete(executor, event -> {});
        }
        return run.folder();
    }
}
