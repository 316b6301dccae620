package io.foldwise.plugin.volume.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.ExperimentSource;
import io.foldwise.engine.config.RecordBinder;
import io.foldwise.engine.wiring.PluginLoader;
import io.foldwise.engine.wiring.Plugins;
import io.foldwise.plugin.volume.VolumePlugin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnchorsTest {

    private static final Plugins PLUGINS = PluginLoader.of(List.of(new VolumePlugin()));

    private static Anchors of(String text) {
        return new RecordBinder(PLUGINS.catalog()).bind(Anchors.class, ExperimentSource.of("test.conf", text));
    }

    @Test
    void hasDefaults() {
        assertThat(of("most = 7").most()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "suppression = -1",
                "suppression = 1.5",
                "threshold = 1e30",
                "threshold = -1e30",
                "anchors = [1e9]"
            })
    void refusesNumbersWithWhichNothingIsFound(String text) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> of(text))
                .withMessageContaining(text.split(" ")[0]);
    }
}
