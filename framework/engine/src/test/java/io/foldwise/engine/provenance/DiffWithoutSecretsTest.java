package io.foldwise.engine.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DiffWithoutSecretsTest {

    private static final String HEAD = """
            diff --git a/%1$s b/%1$s
            index 1..2 100644
            --- a/%1$s
            +++ b/%1$s
            @@ -1,2 +1,3 @@
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "API_KEY=abcdef123456",
                "export OPENAI_API_KEY=\"abcdef123456\"",
                "  \"apiKey\": \"abcdef123456\",",
                "password: hunter2!",
                "db.password = correct-horse",
                "<password>abcdef</password>",
                "os.environ[\"TOKEN\"] = \"abcdef123456\"",
                "String accessToken = \"abcdef123456\";",
                "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG",
                "id: AKIAIOSFODNN7EXAMPLE",
                "push(\"ghp_abcdefghijklmnopqrstuvwx\")",
                "url = \"jdbc:postgresql://me:abcdef@host/db\"",
                "curl -H 'Authorization: Bearer abcdef123456'",
                "DB_PASS=hunter22x",
                "SMTP_PASS = \"hunter22\"",
                "String dbPass = \"hunter22\";",
                "SECRET_KEY_BASE=0123456789abcdef",
                "API_KEY_PROD=abcdef123456",
                "apiKey1 = \"abcdef123456\"",
                "db.password = \"No 1 knows this\"",
                "passphrase: a correct horse battery",
                "\"password\": \"p(ssw0rd12\",",
                "stripe(\"sk_live_abcdefghij0123\")",
                "curl -u me:hunter22x https://example.org"
            })
    void leavesOutWhatLooksLikeASecret(String line) {
        DiffWithoutSecrets diff = DiffWithoutSecrets.of(HEAD.formatted("a.txt") + " before\n-after\n+" + line + "\n");
        assertThat(diff.text())
                .isEqualTo(HEAD.formatted("a.txt") + " before\n-after\n+" + DiffWithoutSecrets.IN_PLACE + "\n");
        assertThat(diff.leftOut()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int tokens = text.length();",
                "String token = reader.next();",
                "int padToken = vocabulary;",
                "String token = vocabulary;",
                "connect(password, token=mytoken)",
                "Map<String, Token> tokenToIndex;",
                "padding-token = \"<padding>\"",
                "password = \"${DB_PASSWORD}\"",
                "token-dropout = 0.12345678",
                " * The second pass: everything is read again.",
                "/** A token: its number. */",
                "secretary = \"Ms Smith\"",
                "padding-token = 0",
                "key = best-folds",
                "commit = d62c855d62c855d62c855d62c855",
                "https://example.org/a/b:c"
            })
    void keepsTheRest(String line) {
        String diff = HEAD.formatted("a.txt") + "+" + line + "\n\\ No newline at end of file\n";
        assertThat(DiffWithoutSecrets.of(diff)).isEqualTo(new DiffWithoutSecrets(diff, 0));
    }

    @Test
    void leavesOutWholeKeys() {
        String key =
                "+-----BEGIN OPENSSH PRIVATE KEY-----\n+b3BlbnNzaC1r\n+ZXktdjE=\n+-----END OPENSSH PRIVATE KEY-----\n";
        DiffWithoutSecrets diff = DiffWithoutSecrets.of(HEAD.formatted("a.txt") + key + "+after\n");
        assertThat(diff.text()).doesNotContain("b3Blb", "ZXktd", "BEGIN").endsWith("+after\n");
        assertThat(diff.leftOut()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {" password = hunter22x", "-password = \"hunter\"", " -----BEGIN RSA PRIVATE KEY-----"})
    void leavesOutAFileThatCouldNotBeChangedWithoutItsSecrets(String line) {
        String other = HEAD.formatted("b.txt") + "+another\n";
        DiffWithoutSecrets diff = DiffWithoutSecrets.of(HEAD.formatted("a.txt") + line + "\n+one\n" + other);
        assertThat(diff.text())
                .isEqualTo("(left out: all changes of a/a.txt b/a.txt, where lines look like secrets)\n" + other);
        assertThat(diff.leftOut()).isEqualTo(line.startsWith("-") ? 2 : 1);
    }

    @Test
    void leavesOutBinaryFilesThatHoldSecrets() {
        String binary = """
                diff --git a/my keys.jks b/my keys.jks
                index 1..2 100644
                GIT binary patch
                literal 3
                KcmZQzU|?Wo00aO4B>(^b

                """;
        DiffWithoutSecrets diff = DiffWithoutSecrets.of(binary);
        assertThat(diff.text()).contains("my keys.jks").doesNotContain("Kcm");
        assertThat(diff.leftOut()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {".env", "conf/.env.local", "id_rsa", "server.pem", "aws/credentials", "client_secret.json"})
    void leavesOutTheContentOfFilesThatHoldSecrets(String name) {
        DiffWithoutSecrets diff =
                DiffWithoutSecrets.of(HEAD.formatted(name) + "+anything\n" + HEAD.formatted("b.txt") + "+another\n");
        assertThat(diff.text()).doesNotContain("anything").contains("+another", "b/" + name);
        assertThat(diff.leftOut()).isEqualTo(1);
    }

    @Test
    void isNotFooledByRemovedLinesThatLookLikeAHead() {
        String text = HEAD.formatted("a.txt") + "--- a/.env\n+one\n";
        assertThat(DiffWithoutSecrets.of(text).text()).contains("+one");
    }

    @Test
    void leavesOutTheLineThatGitShowsForOrientation() {
        String text = HEAD.formatted("a.txt").replace("+1,3 @@", "+1,3 @@ API_KEY=abcdef123456") + "+one\n";
        assertThat(DiffWithoutSecrets.of(text).text()).doesNotContain("abcdef").contains("+1,3 @@\n+one");
    }
}
