package io.foldwise.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class UserPathTest {

    @Test
    void aHomeDirectoryIsOnesOwnOrSomebodys() {
        assertThat(Stream.of("~", "~/data", "~\\data", "~bob", "~bob/data/train.csv", "~a.b-c/x"))
                .allMatch(UserPath::unexpanded);
    }

    @Test
    void aTildeElsewhereIsPartOfAName() {
        assertThat(Stream.of("data/~bob", "./~bob/data", "~draft.csv", "~$table.xlsx", "a~", ""))
                .noneMatch(UserPath::unexpanded);
    }
}
