package io.foldwise.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.sweep.ToyPlugin;
import io.foldwise.engine.wiring.PluginLoader;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InstalledExecutorsTest {

    @Test
    void areFoundByName() {
        assertThat(InstalledExecutors.names()).containsExactly("in-process", "local");
        assertThat(InstalledExecutors.named("local").separate()).isTrue();
        assertThat(InstalledExecutors.named("in-process").separate()).isFalse();
    }

    @Test
    void anExperimentThatNamesAnotherIsToldWhichThereAre() {
        String experiment = "name = toy, data = toy, split = toy, model = guess, " + ToyPlugin.SHARED
                + "execution.executor = locla\n";

        assertThatThrownBy(() ->
                        new ExperimentFiles(PluginLoader.of(List.of(new ToyPlugin()))).parse("x.conf", experiment))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "x.conf:2: execution.executor: there is no executor 'locla'; did you mean 'local'?")
                .hasMessageContaining("the executors are in-process, local");
    }
}
