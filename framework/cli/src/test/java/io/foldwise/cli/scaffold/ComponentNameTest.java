package io.foldwise.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.cli.context.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ComponentNameTest {

    private static final String SOURCE = "@Default Network net(Params params, InputShape shape)";

    @Test
    void hasASpellingForEveryPurpose() {
        assertThat(ComponentName.of("tiny-cnn2", "", SOURCE))
                .isEqualTo(new ComponentName("tiny-cnn2", "TinyCnn2", "io.foldwise.plugin.tinycnn2"));
        assertThat(ComponentName.of("tiny", "org.example.models", SOURCE).packageName())
                .isEqualTo("org.example.models");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Tiny",
                "tiny_cnn",
                "tiny-",
                "-tiny",
                "2tiny",
                "tiny cnn",
                "../tiny",
                "tiny--cnn",
                "größe",
                "a-name-of-more-than-thirty-two-letters"
            })
    void refusesWhatIsNoName(String name) {
        assertThatThrownBy(() -> ComponentName.of(name, "", SOURCE)).isInstanceOf(RefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"params", "network", "string", "input-shape", "default"})
    void refusesNamesOfClassesThatItsSourceUses(String name) {
        assertThatThrownBy(() -> ComponentName.of(name, "", SOURCE)).isInstanceOf(RefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.class", "org..example", "org/example", "Org.Example", "1org"})
    void refusesWhatIsNoPackage(String packageName) {
        assertThatThrownBy(() -> ComponentName.of("tiny", packageName, SOURCE)).isInstanceOf(RefusedException.class);
    }
}
