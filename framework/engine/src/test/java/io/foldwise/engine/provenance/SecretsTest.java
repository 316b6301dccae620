package io.foldwise.engine.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"data.password", "api-key", "smtp.pass", "data.api-keys", "model.dbPass", "token", "password2"})
    void knowsTheNamesOfSecrets(String key) {
        assertThat(Secrets.namedBy(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.tokens", "text.padding-token", "model.bypass", "secretary", "key", "password-file"})
    void knowsOtherNames(String key) {
        assertThat(Secrets.namedBy(key)).isFalse();
    }
}
