package io.foldwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.experiment.Experiment;
import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.wiring.PluginLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that experiments include. */
final class SharedConfTest {

    private static final Path SHARED =
            Path.of("..", "..", "conf", "foldwise.conf").toAbsolutePath().normalize();

    @Test
    void givesAllThatAnExperimentNeedNotSay(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("x.conf"), "include \"" + SHARED + "\"\n" + """
                name = x
                data { type = synthetic-reports }
                split { type = k-fold }
                model { type = text-cnn }
                sampler { batch = 32 }
                trainer.optimizer { lr = 0.5 }
                """);
        Experiment experiment = new ExperimentFiles(PluginLoader.load())
                .load(file, List.of())
                .parts()
                .experiment();
        assertThat(experiment.sampler().type()).isEqualTo("length-bucketed");
        assertThat(experiment.sampler().params().toString()).contains("batch=32");
        assertThat(experiment.trainer().optimizer().type()).isEqualTo("adam");
        assertThat(experiment.trainer().optimizer().params().toString()).contains("lr=0.5");
        assertThat(experiment.trainer().schedule().type()).isEqualTo("constant");
    }
}
