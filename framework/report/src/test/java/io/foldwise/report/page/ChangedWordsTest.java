package io.foldwise.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.report.html.Part.Word;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChangedWordsTest {

    @Test
    void tellsWhatIsGoneAndWhatCameIn() {
        assertThat(ChangedWords.between(List.of("a", "b", "c", "d"), List.of("b", "x", "d")))
                .containsExactly(
                        new Word("a", "removed"),
                        new Word("b", ""),
                        new Word("c", "removed"),
                        new Word("x", "added"),
                        new Word("d", ""));
    }
}
