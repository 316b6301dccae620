package io.foldwise.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.config.ExperimentSource;
import org.junit.jupiter.api.Test;

final class EnvironmentRemarksTest {

    private final EnvironmentRemarks remarks = new EnvironmentRemarks(ExperimentSource.of("x.conf", """
            root = ${PATH}
            data {
              train = ${root}"/train.csv"
              test = "test.csv"
              password = ${?PATH}
              tokens = [a, ${PATH}]
              "api.key" = ${PATH}
              api-keys = [abc, ${PATH}]
              smtp { pass = abc, passphrase = "" }
            }
            model = ${PATH}
            """));

    @Test
    void marksWhatComesFromTheEnvironmentInWholeOrInPart() {
        assertThat(remarks.apply("data.train")).isEqualTo("from the environment");
        assertThat(remarks.apply("data.tokens[1]")).isEqualTo("from the environment");
        assertThat(remarks.apply("model.type")).isEqualTo("from the environment");
        assertThat(remarks.apply("data.test")).isEmpty();
        assertThat(remarks.apply("data.tokens[0]")).isEmpty();
        assertThat(remarks.apply("model.filters")).isEmpty();
        assertThat(remarks.apply("nowhere")).isEmpty();
    }

    @Test
    void warnsOfSecretsWhereverTheyComeFrom() {
        String secret = "by its name a secret, and readable here";
        assertThat(remarks.apply("data.smtp.pass")).isEqualTo(secret);
        assertThat(remarks.apply("data.api-keys[0]")).isEqualTo(secret);
        assertThat(remarks.apply("data.smtp.passphrase")).as("is empty").isEmpty();
        assertThat(remarks.apply("data.secret")).as("is not given").isEmpty();
        assertThat(EnvironmentRemarks.secretsIn("pass = abc  # %s\napi-keys = [abc, d]  # %s  # %s\n"
                        .formatted(secret, secret, remarks.apply("data.api-keys[1]"))))
                .containsExactly("pass", "api-keys");
    }

    @Test
    void warnsOfSecrets() {
        assertThat(remarks.apply("data.password")).contains("a secret");
        assertThat(remarks.apply("data.\"api.key\"")).contains("a secret");
        String resolved = """
                data {
                  password = abc  # %s
                  train = a.csv  # %s
                  note = "x = y  # %s"
                }
                """.formatted(
                        remarks.apply("data.password"), remarks.apply("data.train"), remarks.apply("data.password"));
        assertThat(EnvironmentRemarks.secretsIn(resolved)).containsExactly("password");
    }
}
