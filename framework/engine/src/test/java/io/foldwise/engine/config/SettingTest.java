package io.foldwise.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SettingTest {

    @Test
    void textStandsAsItIs() {
        assertThat(value("/data/a # b, c")).isEqualTo("/data/a # b, c");
        assertThat(value("C:\\data")).isEqualTo("C:\\data");
        assertThat(value("http://host/x?y=1")).isEqualTo("http://host/x?y=1");
        assertThat(value("")).isEqualTo("");
    }

    @Test
    void numbersTruthValuesListsAndBlocksAreHocon() {
        assertThat(value("3")).isEqualTo(3);
        assertThat(value("-1e-3")).isEqualTo(-0.001);
        assertThat(value("true")).isEqualTo(true);
        assertThat(value("[1, 2]")).isEqualTo(List.of(1, 2));
        assertThat(value("{ type = net }")).hasToString("{type=net}");
        assertThat(value("\"3\"")).isEqualTo("3");
    }

    @Test
    void mistakesNameTheSetting() {
        assertThatThrownBy(() -> Setting.parse("trainer.epochs"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--set trainer.epochs: has no value; write --set trainer.epochs=VALUE\n1 problem");
        assertThatThrownBy(() -> Setting.parse("kernels=[1, 2")).hasMessageStartingWith("--set kernels: ");
        assertThatThrownBy(() -> Setting.parse("=3")).hasMessageStartingWith("--set =3: has no key");
        assertThatThrownBy(() -> Setting.parse("a..b=3")).hasMessageStartingWith("--set a..b: ");
        assertThatThrownBy(() -> Setting.parse("#trainer.epochs=5"))
                .as("a comment")
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--set #trainer.epochs: ");
    }

    private static Object value(String text) {
        return Setting.parse("key=" + text).parsed().getAnyRef("key");
    }
}
