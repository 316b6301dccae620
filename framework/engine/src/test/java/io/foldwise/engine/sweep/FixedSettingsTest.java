package io.foldwise.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class FixedSettingsTest {

    @Test
    void aSweepOfBeforeThereWereHooksGoesOnWithoutThem() {
        Map<String, String> before = FixedSettings.of("seed = 1, stages = []");

        assertThat(FixedSettings.changes(before, FixedSettings.of("seed = 1, stages = [], hooks = []")))
                .isEmpty();
        assertThat(FixedSettings.changes(before, FixedSettings.of("seed = 2, stages = [], hooks = [{ type = ema }]")))
                .containsExactly("hooks was not there and is [{\"type\":\"ema\"}]", "seed was 1 and is 2");
    }
}
