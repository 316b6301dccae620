package io.foldwise.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EscapesTest {

    @Test
    void quotesWhatAShellWouldActUpon() {
        assertThat(Escapes.argument("results/quickstart/20260301-120000"))
                .isEqualTo("results/quickstart/20260301-120000");
        assertThat(Escapes.argument("my runs/a")).isEqualTo("'my runs/a'");
        assertThat(Escapes.argument("it's $(here)")).isEqualTo("'it'\\''s $(here)'");
        assertThat(Escapes.argument("")).isEqualTo("''");
    }
}
