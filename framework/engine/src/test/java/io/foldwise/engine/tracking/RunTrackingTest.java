package io.foldwise.engine.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class RunTrackingTest {

    @Test
    void settingsAreToldWithoutSecrets() {
        assertThat(RunTracking.settings(
                        "data { password = hunter2, file = a.csv, labels = [1, b] }\nmodel.pad-token = 3\n"
                                + "stages = [{ data { type = my, password = hunter2 } }]"))
                .isEqualTo(Map.of(
                        "data.password", "left out: a secret, by its name",
                        "data.file", "a.csv",
                        "data.labels", "[1,\"b\"]",
                        "model.pad-token", "3",
                        "stages", "[{\"data\":{\"password\":\"left out: a secret, by its name\",\"type\":\"my\"}}]"));
    }
}
