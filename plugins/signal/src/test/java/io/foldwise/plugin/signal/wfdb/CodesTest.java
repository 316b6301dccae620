package io.foldwise.plugin.signal.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.plugin.signal.wfdb.Codes.Code;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CodesTest {

    @Test
    void readsCodesAndLikelihoods() {
        assertThat(Codes.of("{'NORM': 100.0, 'LVOLT':0.0 ,'SR' : 15}"))
                .contains(List.of(new Code("NORM", 100), new Code("LVOLT", 0), new Code("SR", 15)));
        assertThat(Codes.of("{}")).contains(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "NORM",
                "{'NORM'}",
                "{'NORM': 1,}",
                "{,}",
                "{'NORM': 1 'SR': 2}",
                "{NORM: 1}",
                "{'NORM': __import__('os')}",
                "{'NORM': 1}}",
                "{'NORM': nan}",
                "}"
            })
    void takesNothingElse(String cell) {
        assertThat(Codes.of(cell)).isEmpty();
    }

    @Test
    void findsByPatterns() {
        List<String> said = new Comments(List.of("<age>: 51", "Rhythm: Sinus rhythm. ", "I degree AV block.")).said();
        assertThat(said).containsExactly("Rhythm: Sinus rhythm", "I degree AV block");
        assertThat(finding(List.of("*av block"), List.of(), List.of()).of(said)).isTrue();
        assertThat(finding(List.of("AV block"), List.of(), List.of()).of(said)).isFalse();
        assertThat(finding(List.of(), List.of("rhythm: sinus rhythm"), List.of())
                        .of(said))
                .isFalse();
        assertThat(finding(List.of(), List.of(), List.of("rhythm: *")).of(said)).isTrue();
        assertThat(finding(List.of(), List.of(), List.of("rhythm: *", "*block")).of(said))
                .isFalse();
        assertThat(finding(List.of("*block"), List.of("rhythm*"), List.of()).of(said))
                .isFalse();
    }

    private static Finding finding(List<String> any, List<String> none, List<String> otherThan) {
        return new Finding("label", any, none, otherThan);
    }
}
